DROP POLICY portfolio_owner ON positions;
DROP POLICY portfolio_owner ON portfolios;

ALTER TABLE positions DISABLE ROW LEVEL SECURITY;
ALTER TABLE portfolios DISABLE ROW LEVEL SECURITY;
