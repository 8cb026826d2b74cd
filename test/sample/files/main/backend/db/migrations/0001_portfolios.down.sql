DROP TABLE positions;
DROP TABLE portfolios;
