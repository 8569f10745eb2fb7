-- By which what is old is found, of every tenant. Built beside the traffic: what an interrupted try left is no index yet.
DROP INDEX CONCURRENTLY IF EXISTS idempotency_age;
CREATE INDEX CONCURRENTLY idempotency_age ON idempotency (created_at);
DROP INDEX CONCURRENTLY IF EXISTS query_result_age;
CREATE INDEX CONCURRENTLY query_result_age ON query_result (refreshed_at);
