"""The private list of visits to other practices: read, judged by date, never published."""
