SELECT t.table_schema, t.table_name, t.table_type, t.comment, t.row_count, v.view_definition
FROM "warehouse".information_schema.tables t
LEFT JOIN "warehouse".information_schema.views v
     ON v.table_schema = t.table_schema AND v.table_name = t.table_name
WHERE t.table_schema <> 'INFORMATION_SCHEMA'
ORDER BY 1, 2
;
SELECT table_schema, table_name, column_name, ordinal_position, data_type,
       character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default,
       comment, 'NO'
FROM "warehouse".information_schema.columns
WHERE table_schema <> 'INFORMATION_SCHEMA'
ORDER BY 1, 2, 4
;
SHOW PRIMARY KEYS IN DATABASE "warehouse"
;
SHOW UNIQUE KEYS IN DATABASE "warehouse"
;
SHOW IMPORTED KEYS IN DATABASE "warehouse"
;
SELECT COUNT(*) FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
;
SELECT "integer""`]%s\", "decimal""`]%s\" FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
;
SELECT "integer""`]%s\", "decimal""`]%s\" FROM "a""b.c"."t""`];DROP TABLE x;--%s:y" SAMPLE SYSTEM (0.150000) SEED (1) LIMIT 1000
;
SELECT COUNT(*),
  COUNT("integer""`]%s\"),
  APPROX_COUNT_DISTINCT("integer""`]%s\"),
  MIN("integer""`]%s\"),
  MAX("integer""`]%s\"),
  SUM("integer""`]%s\"),
  STDDEV_POP(CAST("integer""`]%s\" AS DOUBLE)),
  COUNT("decimal""`]%s\"),
  APPROX_COUNT_DISTINCT("decimal""`]%s\"),
  MIN("decimal""`]%s\"),
  MAX("decimal""`]%s\"),
  SUM("decimal""`]%s\"),
  STDDEV_POP(CAST("decimal""`]%s\" AS DOUBLE)),
  COUNT("float""`]%s\"),
  APPROX_COUNT_DISTINCT("float""`]%s\"),
  MIN(CASE WHEN "float""`]%s\" <> 'NaN'::FLOAT THEN "float""`]%s\" END),
  MAX(CASE WHEN "float""`]%s\" <> 'NaN'::FLOAT THEN "float""`]%s\" END),
  COUNT(CASE WHEN "float""`]%s\" NOT IN ('NaN'::FLOAT, 'inf'::FLOAT, '-inf'::FLOAT) THEN "float""`]%s\" END),
  SUM(CAST(CASE WHEN "float""`]%s\" NOT IN ('NaN'::FLOAT, 'inf'::FLOAT, '-inf'::FLOAT) THEN "float""`]%s\" END AS DOUBLE)),
  AVG(CAST(CASE WHEN "float""`]%s\" NOT IN ('NaN'::FLOAT, 'inf'::FLOAT, '-inf'::FLOAT) THEN "float""`]%s\" END AS DOUBLE)),
  STDDEV_POP(CAST(CASE WHEN "float""`]%s\" NOT IN ('NaN'::FLOAT, 'inf'::FLOAT, '-inf'::FLOAT) THEN "float""`]%s\" END AS DOUBLE)),
  COUNT("boolean""`]%s\"),
  COUNT(CASE WHEN "boolean""`]%s\" THEN 1 END),
  COUNT("text""`]%s\"),
  APPROX_COUNT_DISTINCT("text""`]%s\"),
  MIN(LENGTH("text""`]%s\")),
  MAX(LENGTH("text""`]%s\")),
  SUM(LENGTH("text""`]%s\")),
  COUNT(CASE WHEN LENGTH("text""`]%s\") = 0 THEN 1 END),
  COUNT("binary""`]%s\"),
  APPROX_COUNT_DISTINCT("binary""`]%s\"),
  MIN(OCTET_LENGTH("binary""`]%s\")),
  MAX(OCTET_LENGTH("binary""`]%s\")),
  SUM(OCTET_LENGTH("binary""`]%s\")),
  COUNT("date""`]%s\"),
  APPROX_COUNT_DISTINCT("date""`]%s\"),
  MIN("date""`]%s\"),
  MAX("date""`]%s\"),
  COUNT("time""`]%s\"),
  APPROX_COUNT_DISTINCT("time""`]%s\"),
  MIN("time""`]%s\"),
  MAX("time""`]%s\"),
  COUNT("moment""`]%s\"),
  APPROX_COUNT_DISTINCT("moment""`]%s\"),
  MIN("moment""`]%s\"),
  MAX("moment""`]%s\"),
  COUNT("moment_utc""`]%s\"),
  APPROX_COUNT_DISTINCT("moment_utc""`]%s\"),
  MIN("moment_utc""`]%s\"),
  MAX("moment_utc""`]%s\"),
  COUNT("other""`]%s\")
FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
