-- Makes the user and the database of a gateway on a PostgreSQL (15 or newer) of one's own. For psql 15 or newer, as a superuser:
--
--   MEETINGS_PASSWORD=… psql --file deploy/database.sql postgresql://postgres@host/postgres
--
-- Run again it changes nothing but the password. The compose file has it run when its PostgreSQL is started for the first time.
\set ON_ERROR_STOP on
\getenv password MEETINGS_PASSWORD

-- Statements of callers run in sessions of this user: it owns its database and may do nothing else.
SELECT 'CREATE ROLE meetings LOGIN' WHERE to_regrole('meetings') IS NULL \gexec
ALTER ROLE meetings PASSWORD :'password';

-- Saved queries are run as roles that nobody can log in as, and that this user may not make.
SELECT format('CREATE ROLE %I NOLOGIN', wanted) FROM unnest(ARRAY['gateway_views', 'gateway_query']) AS wanted
WHERE to_regrole(wanted) IS NULL \gexec
GRANT gateway_views, gateway_query TO meetings;
-- The bound of what one of them writes to disk.
GRANT SET ON PARAMETER temp_file_limit TO meetings;

SELECT 'CREATE DATABASE meetings OWNER meetings'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'meetings') \gexec
\connect meetings

-- What changes or shows the state of the server is no matter of saved queries: the embedded PostgreSQL takes the same away.
DO $$
DECLARE
    taken regprocedure;
BEGIN
    FOR taken IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
            AND (p.proname IN ('set_config', 'pg_notify', 'loread', 'lowrite', 'pg_terminate_backend',
                    'pg_cancel_backend', 'pg_logical_emit_message', 'pg_export_snapshot')
                OR p.proname ~ '^(lo_|pg_sleep|pg_advisory_|pg_try_advisory_|query_to_xml|table_to_xml|cursor_to_xml|schema_to_xml|database_to_xml)')
            AND has_function_privilege('public', p.oid, 'EXECUTE')
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO meetings', taken);
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', taken);
    END LOOP;
END $$;
