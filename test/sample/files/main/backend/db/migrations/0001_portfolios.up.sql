CREATE TABLE portfolios (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  name text NOT NULL,
  base_currency char(3) NOT NULL
);

CREATE TABLE positions (
  portfolio_id uuid NOT NULL REFERENCES portfolios (id) ON DELETE CASCADE,
  user_id uuid NOT NULL,
  symbol text NOT NULL,
  currency char(3) NOT NULL,
  weight numeric(12, 8) NOT NULL,
  local_return numeric(14, 10) NOT NULL,
  PRIMARY KEY (portfolio_id, symbol)
);
