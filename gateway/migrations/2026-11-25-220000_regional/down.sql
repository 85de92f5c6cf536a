DROP TABLE regional;
