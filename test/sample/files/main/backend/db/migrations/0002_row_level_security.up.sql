ALTER TABLE portfolios ENABLE ROW LEVEL SECURITY;
ALTER TABLE positions ENABLE ROW LEVEL SECURITY;

CREATE POLICY portfolio_owner ON portfolios
  USING (user_id = current_setting('app.user_id')::uuid);
CREATE POLICY portfolio_owner ON positions
  USING (user_id = current_setting('app.user_id')::uuid);
