SELECT t.owner, t.table_name, CASE WHEN t.external = 'YES' THEN 'EXTERNAL' ELSE 'TABLE' END,
       m.comments, t.num_rows, NULL
FROM all_tables t
LEFT JOIN all_tab_comments m ON m.owner = t.owner AND m.table_name = t.table_name
WHERE t.owner IN (SELECT username FROM all_users WHERE oracle_maintained = 'N') AND t.nested = 'NO' AND t.secondary = 'N' AND t.dropped = 'NO'
  AND NOT EXISTS (SELECT 1 FROM all_mviews w
                  WHERE w.owner = t.owner AND w.mview_name = t.table_name)
UNION ALL
SELECT v.owner, v.view_name, 'VIEW', m.comments, NULL, v.text_vc
FROM all_views v
LEFT JOIN all_tab_comments m ON m.owner = v.owner AND m.table_name = v.view_name
WHERE v.owner IN (SELECT username FROM all_users WHERE oracle_maintained = 'N')
UNION ALL
SELECT w.owner, w.mview_name, 'MATERIALIZED VIEW', m.comments, NULL, NULL
FROM all_mviews w
LEFT JOIN all_mview_comments m ON m.owner = w.owner AND m.mview_name = w.mview_name
WHERE w.owner IN (SELECT username FROM all_users WHERE oracle_maintained = 'N')
;
SELECT c.owner, c.table_name, c.column_name, c.column_id, c.data_type, c.char_length,
       c.data_precision, c.data_scale, c.nullable, NULL, m.comments, c.virtual_column
FROM all_tab_cols c
LEFT JOIN all_col_comments m ON m.owner = c.owner AND m.table_name = c.table_name
     AND m.column_name = c.column_name
WHERE c.owner IN (SELECT username FROM all_users WHERE oracle_maintained = 'N') AND c.hidden_column = 'NO'
ORDER BY c.owner, c.table_name, c.column_id
;
SELECT k.owner, k.table_name, k.constraint_name, CASE k.constraint_type WHEN 'R' THEN 'F'
       ELSE k.constraint_type END, c.column_name, c.position, r.owner, r.table_name, rc.column_name
FROM all_constraints k
JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name
LEFT JOIN all_constraints r ON r.owner = k.r_owner AND r.constraint_name = k.r_constraint_name
LEFT JOIN all_cons_columns rc ON rc.owner = r.owner AND rc.constraint_name = r.constraint_name
     AND rc.position = c.position
WHERE k.constraint_type IN ('P', 'U', 'R') AND k.owner IN (SELECT username FROM all_users WHERE oracle_maintained = 'N')
;
SELECT COUNT(*) FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
;
SELECT "integer""`]%s\", "decimal""`]%s\" FROM "a""b.c"."t""`];DROP TABLE x;--%s:y"
;
SELECT "integer""`]%s\", "decimal""`]%s\" FROM "a""b.c"."t""`];DROP TABLE x;--%s:y" SAMPLE (0.150000) SEED (1) FETCH FIRST 1000 ROWS ONLY
;
SELECT COUNT(*),
  COUNT("integer""`]%s\"),
  APPROX_COUNT_DISTINCT("integer""`]%s\"),
  MIN("integer""`]%s\"),
  MAX("integer""`]%s\"),
  SUM("integer""`]%s\"),
  STDDEV_POP(CAST("integer""`]%s\" AS BINARY_DOUBLE)),
  COUNT("decimal""`]%s\"),
  APPROX_COUNT_DISTINCT("decimal""`]%s\"),
  MIN("decimal""`]%s\"),
  MAX("decimal""`]%s\"),
  SUM("decimal""`]%s\"),
  STDDEV_POP(CAST("decimal""`]%s\" AS BINARY_DOUBLE)),
  COUNT("float""`]%s\"),
  APPROX_COUNT_DISTINCT("float""`]%s\"),
  MIN(CASE WHEN "float""`]%s\" IS NOT NAN THEN "float""`]%s\" END),
  MAX(CASE WHEN "float""`]%s\" IS NOT NAN THEN "float""`]%s\" END),
  COUNT(CASE WHEN ("float""`]%s\" IS NOT NAN AND "float""`]%s\" IS NOT INFINITE) THEN "float""`]%s\" END),
  SUM(CAST(CASE WHEN ("float""`]%s\" IS NOT NAN AND "float""`]%s\" IS NOT INFINITE) THEN "float""`]%s\" END AS BINARY_DOUBLE)),
  AVG(CAST(CASE WHEN ("float""`]%s\" IS NOT NAN AND "float""`]%s\" IS NOT INFINITE) THEN "float""`]%s\" END AS BINARY_DOUBLE)),
  STDDEV_POP(CAST(CASE WHEN ("float""`]%s\" IS NOT NAN AND "float""`]%s\" IS NOT INFINITE) THEN "float""`]%s\" END AS BINARY_DOUBLE)),
  COUNT("boolean""`]%s\"),
  COUNT(CASE WHEN "boolean""`]%s\" THEN 1 END),
  COUNT("text""`]%s\"),
  APPROX_COUNT_DISTINCT(NLSSORT("text""`]%s\", 'NLS_SORT=BINARY')),
  MIN(LENGTH("text""`]%s\")),
  MAX(LENGTH("text""`]%s\")),
  SUM(LENGTH("text""`]%s\")),
  COUNT(CASE WHEN LENGTH("text""`]%s\") = 0 THEN 1 END),
  COUNT("binary""`]%s\"),
  APPROX_COUNT_DISTINCT("binary""`]%s\"),
  MIN(UTL_RAW.LENGTH("binary""`]%s\")),
  MAX(UTL_RAW.LENGTH("binary""`]%s\")),
  SUM(UTL_RAW.LENGTH("binary""`]%s\")),
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
