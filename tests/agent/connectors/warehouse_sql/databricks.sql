SELECT t.table_schema, t.table_name, t.table_type, t.comment, NULL, v.view_definition
FROM `warehouse`.information_schema.tables t
LEFT JOIN `warehouse`.information_schema.views v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
WHERE t.table_schema <> 'information_schema'
ORDER BY 1, 2
;
SELECT table_schema, table_name, column_name, ordinal_position, full_data_type, NULL, NULL, NULL,
       is_nullable, column_default, comment, is_generated
FROM `warehouse`.information_schema.columns
WHERE table_schema <> 'information_schema'
ORDER BY 1, 2, 4
;
SELECT c.constraint_schema, c.table_name, c.constraint_name,
       CASE c.constraint_type WHEN 'PRIMARY KEY' THEN 'P' WHEN 'UNIQUE' THEN 'U' ELSE 'F' END,
       k.column_name, k.ordinal_position, rk.table_schema, rk.table_name, rk.column_name
FROM `warehouse`.information_schema.table_constraints c
JOIN `warehouse`.information_schema.key_column_usage k ON k.constraint_schema = c.constraint_schema
     AND k.constraint_name = c.constraint_name
LEFT JOIN `warehouse`.information_schema.referential_constraints r ON r.constraint_schema = c.constraint_schema
     AND r.constraint_name = c.constraint_name
LEFT JOIN `warehouse`.information_schema.key_column_usage rk ON rk.constraint_schema = r.unique_constraint_schema
     AND rk.constraint_name = r.unique_constraint_name AND rk.ordinal_position = k.ordinal_position
WHERE c.constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
;
SELECT COUNT(*) FROM `a"b.c`.`t"``];DROP TABLE x;--%s:y`
;
SELECT `integer"``]%s\`, `decimal"``]%s\` FROM `a"b.c`.`t"``];DROP TABLE x;--%s:y`
;
SELECT `integer"``]%s\`, `decimal"``]%s\` FROM `a"b.c`.`t"``];DROP TABLE x;--%s:y` TABLESAMPLE (0.150000 PERCENT) REPEATABLE (1) LIMIT 1000
;
SELECT COUNT(*),
  COUNT(`integer"``]%s\`),
  approx_count_distinct(`integer"``]%s\`),
  MIN(`integer"``]%s\`),
  MAX(`integer"``]%s\`),
  SUM(CAST(`integer"``]%s\` AS DECIMAL(38, 0))),
  STDDEV_POP(CAST(`integer"``]%s\` AS DOUBLE)),
  COUNT(`decimal"``]%s\`),
  approx_count_distinct(`decimal"``]%s\`),
  MIN(`decimal"``]%s\`),
  MAX(`decimal"``]%s\`),
  SUM(`decimal"``]%s\`),
  STDDEV_POP(CAST(`decimal"``]%s\` AS DOUBLE)),
  COUNT(`float"``]%s\`),
  approx_count_distinct(`float"``]%s\`),
  MIN(CASE WHEN NOT isnan(`float"``]%s\`) THEN `float"``]%s\` END),
  MAX(CASE WHEN NOT isnan(`float"``]%s\`) THEN `float"``]%s\` END),
  COUNT(CASE WHEN (NOT isnan(`float"``]%s\`) AND abs(`float"``]%s\`) <> CAST('infinity' AS DOUBLE)) THEN `float"``]%s\` END),
  SUM(CAST(CASE WHEN (NOT isnan(`float"``]%s\`) AND abs(`float"``]%s\`) <> CAST('infinity' AS DOUBLE)) THEN `float"``]%s\` END AS DOUBLE)),
  AVG(CAST(CASE WHEN (NOT isnan(`float"``]%s\`) AND abs(`float"``]%s\`) <> CAST('infinity' AS DOUBLE)) THEN `float"``]%s\` END AS DOUBLE)),
  STDDEV_POP(CAST(CASE WHEN (NOT isnan(`float"``]%s\`) AND abs(`float"``]%s\`) <> CAST('infinity' AS DOUBLE)) THEN `float"``]%s\` END AS DOUBLE)),
  COUNT(`boolean"``]%s\`),
  COUNT(CASE WHEN `boolean"``]%s\` THEN 1 END),
  COUNT(`text"``]%s\`),
  approx_count_distinct(`text"``]%s\`),
  MIN(CHAR_LENGTH(`text"``]%s\`)),
  MAX(CHAR_LENGTH(`text"``]%s\`)),
  SUM(CAST(CHAR_LENGTH(`text"``]%s\`) AS DECIMAL(38, 0))),
  COUNT(CASE WHEN CHAR_LENGTH(`text"``]%s\`) = 0 THEN 1 END),
  COUNT(`binary"``]%s\`),
  approx_count_distinct(`binary"``]%s\`),
  MIN(OCTET_LENGTH(`binary"``]%s\`)),
  MAX(OCTET_LENGTH(`binary"``]%s\`)),
  SUM(CAST(OCTET_LENGTH(`binary"``]%s\`) AS DECIMAL(38, 0))),
  COUNT(`date"``]%s\`),
  approx_count_distinct(`date"``]%s\`),
  MIN(`date"``]%s\`),
  MAX(`date"``]%s\`),
  COUNT(`time"``]%s\`),
  approx_count_distinct(`time"``]%s\`),
  MIN(`time"``]%s\`),
  MAX(`time"``]%s\`),
  COUNT(`moment"``]%s\`),
  approx_count_distinct(`moment"``]%s\`),
  MIN(`moment"``]%s\`),
  MAX(`moment"``]%s\`),
  COUNT(`moment_utc"``]%s\`),
  approx_count_distinct(`moment_utc"``]%s\`),
  MIN(`moment_utc"``]%s\`),
  MAX(`moment_utc"``]%s\`),
  COUNT(`other"``]%s\`)
FROM `a"b.c`.`t"``];DROP TABLE x;--%s:y`
