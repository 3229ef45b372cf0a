-- A call as it is handed over to the log: rows in PostgreSQL's own form are not taken apart, and nothing is cast. Beside
-- the table's own row type, so that a process of the last version goes on logging when the table gets a column.
CREATE TYPE logged_request AS (
  tenant_id uuid,
  at timestamptz,
  id uuid,
  integration_id uuid,
  token_id uuid,
  method text,
  path text,
  query text,
  status integer,
  scim_type text,
  detail text,
  refusal text,
  duration_microseconds integer,
  address text,
  user_agent text,
  resource_id uuid,
  headers jsonb,
  request_body text,
  response_body text
);
