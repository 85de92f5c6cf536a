DROP TABLE receipts;
DROP TABLE evidence;
DROP TABLE submissions;
