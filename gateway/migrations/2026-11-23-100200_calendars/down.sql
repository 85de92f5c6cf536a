DROP TABLE slots;
DROP TABLE calendars;
