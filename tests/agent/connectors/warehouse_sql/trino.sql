SELECT t.table_schema, t.table_name, t.table_type, m.comment, NULL, v.view_definition
FROM "warehouse".information_schema.tables t
LEFT JOIN "warehouse".information_schema.views v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
LEFT JOIN system.metadata.table_comments m ON m.catalog_name = t.table_catalog
     AND m.schema_name = t.table_schema AND m.table_name = t.table_name
WHERE t.table_schema <> 'information_schema'
ORDER BY 1, 2
;
SELECT table_schema, table_name, column_name, ordinal_position, data_type, NULL, NULL, NULL,
       is_nullable, column_default, NULL, 'NO'
FROM "warehouse".information_schema.columns
WHERE table_schema <> 'information_schema'
ORDER BY 1, 2, 4
;
SELECT COUNT(*) FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
;
SELECT "integer""`]%s\", "decimal""`]%s\" FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
;
SELECT "integer""`]%s\", "decimal""`]%s\" FROM "a""b.c"."t""`];DROP TABLE x;--%s:y" TABLESAMPLE BERNOULLI (0.150000) LIMIT 1000
;
SELECT COUNT(*),
  COUNT("integer""`]%s\"),
  approx_distinct("integer""`]%s\"),
  MIN("integer""`]%s\"),
  MAX("integer""`]%s\"),
  SUM(CAST("integer""`]%s\" AS DECIMAL(38, 0))),
  stddev_pop(CAST("integer""`]%s\" AS DOUBLE)),
  COUNT("decimal""`]%s\"),
  approx_distinct("decimal""`]%s\"),
  MIN("decimal""`]%s\"),
  MAX("decimal""`]%s\"),
  SUM("decimal""`]%s\"),
  stddev_pop(CAST("decimal""`]%s\" AS DOUBLE)),
  COUNT("float""`]%s\"),
  approx_distinct("float""`]%s\"),
  MIN(CASE WHEN NOT is_nan("float""`]%s\") THEN "float""`]%s\" END),
  MAX(CASE WHEN NOT is_nan("float""`]%s\") THEN "float""`]%s\" END),
  COUNT(CASE WHEN is_finite("float""`]%s\") THEN "float""`]%s\" END),
  SUM(CAST(CASE WHEN is_finite("float""`]%s\") THEN "float""`]%s\" END AS DOUBLE)),
  AVG(CAST(CASE WHEN is_finite("float""`]%s\") THEN "float""`]%s\" END AS DOUBLE)),
  stddev_pop(CAST(CASE WHEN is_finite("float""`]%s\") THEN "float""`]%s\" END AS DOUBLE)),
  COUNT("boolean""`]%s\"),
  COUNT(CASE WHEN "boolean""`]%s\" THEN 1 END),
  COUNT("text""`]%s\"),
  approx_distinct("text""`]%s\"),
  MIN(LENGTH("text""`]%s\")),
  MAX(LENGTH("text""`]%s\")),
  SUM(CAST(LENGTH("text""`]%s\") AS DECIMAL(38, 0))),
  COUNT(CASE WHEN LENGTH("text""`]%s\") = 0 THEN 1 END),
  COUNT("binary""`]%s\"),
  approx_distinct("binary""`]%s\"),
  MIN(length("binary""`]%s\")),
  MAX(length("binary""`]%s\")),
  SUM(CAST(length("binary""`]%s\") AS DECIMAL(38, 0))),
  COUNT("date""`]%s\"),
  approx_distinct("date""`]%s\"),
  MIN("date""`]%s\"),
  MAX("date""`]%s\"),
  COUNT("time""`]%s\"),
  approx_distinct("time""`]%s\"),
  MIN("time""`]%s\"),
  MAX("time""`]%s\"),
  COUNT("moment""`]%s\"),
  approx_distinct("moment""`]%s\"),
  MIN("moment""`]%s\"),
  MAX("moment""`]%s\"),
  COUNT("moment_utc""`]%s\"),
  approx_distinct("moment_utc""`]%s\"),
  MIN("moment_utc""`]%s\"),
  MAX("moment_utc""`]%s\"),
  COUNT("other""`]%s\")
FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
