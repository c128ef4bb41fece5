SELECT t.table_schema, t.table_name, t.table_type, t.remarks, i.tbl_rows, v.definition
FROM svv_tables t
LEFT JOIN svv_table_info i ON i.schema = t.table_schema AND i."table" = t.table_name
LEFT JOIN pg_views v ON v.schemaname = t.table_schema AND v.viewname = t.table_name
WHERE t.table_schema NOT IN ('information_schema', 'pg_catalog', 'pg_internal', 'pg_automv')
ORDER BY 1, 2
;
SELECT table_schema, table_name, column_name, ordinal_position, data_type,
       character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default,
       remarks, 'NO'
FROM svv_columns
WHERE table_schema NOT IN ('information_schema', 'pg_catalog', 'pg_internal', 'pg_automv')
ORDER BY 1, 2, 4
;
SELECT c.table_schema, c.table_name, c.constraint_name,
       CASE c.constraint_type WHEN 'PRIMARY KEY' THEN 'P' WHEN 'UNIQUE' THEN 'U' ELSE 'F' END,
       k.column_name, k.ordinal_position, rk.table_schema, rk.table_name, rk.column_name
FROM information_schema.table_constraints c
JOIN information_schema.key_column_usage k ON k.constraint_schema = c.constraint_schema
     AND k.constraint_name = c.constraint_name AND k.table_name = c.table_name
LEFT JOIN information_schema.referential_constraints r
     ON r.constraint_schema = c.constraint_schema AND r.constraint_name = c.constraint_name
LEFT JOIN information_schema.key_column_usage rk
     ON rk.constraint_schema = r.unique_constraint_schema
     AND rk.constraint_name = r.unique_constraint_name AND rk.ordinal_position = k.ordinal_position
WHERE c.constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
;
SELECT COUNT(*) FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
;
SELECT "integer""`]%s\", "decimal""`]%s\" FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
;
SELECT "integer""`]%s\", "decimal""`]%s\" FROM "a""b.c"."t""`];DROP TABLE x;--%s:y" LIMIT 1000
;
SELECT COUNT(*),
  COUNT("integer""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "integer""`]%s\"),
  MIN("integer""`]%s\"),
  MAX("integer""`]%s\"),
  SUM(CAST("integer""`]%s\" AS DECIMAL(38, 0))),
  STDDEV_POP(CAST("integer""`]%s\" AS DOUBLE PRECISION)),
  COUNT("decimal""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "decimal""`]%s\"),
  MIN("decimal""`]%s\"),
  MAX("decimal""`]%s\"),
  SUM("decimal""`]%s\"),
  STDDEV_POP(CAST("decimal""`]%s\" AS DOUBLE PRECISION)),
  COUNT("float""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "float""`]%s\"),
  MIN(CASE WHEN "float""`]%s\" <> 'NaN'::float8 THEN "float""`]%s\" END),
  MAX(CASE WHEN "float""`]%s\" <> 'NaN'::float8 THEN "float""`]%s\" END),
  COUNT(CASE WHEN "float""`]%s\" NOT IN ('NaN'::float8, 'Infinity'::float8, '-Infinity'::float8) THEN "float""`]%s\" END),
  SUM(CAST(CASE WHEN "float""`]%s\" NOT IN ('NaN'::float8, 'Infinity'::float8, '-Infinity'::float8) THEN "float""`]%s\" END AS DOUBLE PRECISION)),
  AVG(CAST(CASE WHEN "float""`]%s\" NOT IN ('NaN'::float8, 'Infinity'::float8, '-Infinity'::float8) THEN "float""`]%s\" END AS DOUBLE PRECISION)),
  STDDEV_POP(CAST(CASE WHEN "float""`]%s\" NOT IN ('NaN'::float8, 'Infinity'::float8, '-Infinity'::float8) THEN "float""`]%s\" END AS DOUBLE PRECISION)),
  COUNT("boolean""`]%s\"),
  COUNT(CASE WHEN "boolean""`]%s\" THEN 1 END),
  COUNT("text""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "text""`]%s\"),
  MIN(LENGTH("text""`]%s\")),
  MAX(LENGTH("text""`]%s\")),
  SUM(CAST(LENGTH("text""`]%s\") AS DECIMAL(38, 0))),
  COUNT(CASE WHEN LENGTH("text""`]%s\") = 0 THEN 1 END),
  COUNT("binary""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "binary""`]%s\"),
  MIN(OCTET_LENGTH("binary""`]%s\")),
  MAX(OCTET_LENGTH("binary""`]%s\")),
  SUM(CAST(OCTET_LENGTH("binary""`]%s\") AS DECIMAL(38, 0))),
  COUNT("date""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "date""`]%s\"),
  MIN("date""`]%s\"),
  MAX("date""`]%s\"),
  COUNT("time""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "time""`]%s\"),
  MIN("time""`]%s\"),
  MAX("time""`]%s\"),
  COUNT("moment""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "moment""`]%s\"),
  MIN("moment""`]%s\"),
  MAX("moment""`]%s\"),
  COUNT("moment_utc""`]%s\"),
  APPROXIMATE COUNT(DISTINCT "moment_utc""`]%s\"),
  MIN("moment_utc""`]%s\"),
  MAX("moment_utc""`]%s\"),
  COUNT("other""`]%s\")
FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
