SELECT t.table_schema, t.table_name, t.table_type, o.option_value, s.total_rows, v.view_definition
FROM `warehouse`.`region-us`.INFORMATION_SCHEMA.TABLES t
LEFT JOIN `warehouse`.`region-us`.INFORMATION_SCHEMA.TABLE_OPTIONS o ON o.table_schema = t.table_schema
     AND o.table_name = t.table_name AND o.option_name = 'description'
LEFT JOIN `warehouse`.`region-us`.INFORMATION_SCHEMA.TABLE_STORAGE s ON s.table_schema = t.table_schema
     AND s.table_name = t.table_name AND NOT s.deleted
LEFT JOIN `warehouse`.`region-us`.INFORMATION_SCHEMA.VIEWS v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
ORDER BY 1, 2
;
SELECT c.table_schema, c.table_name, c.column_name, c.ordinal_position, c.data_type, NULL, NULL,
       NULL, c.is_nullable, NULLIF(c.column_default, 'NULL'), f.description, c.is_generated
FROM `warehouse`.`region-us`.INFORMATION_SCHEMA.COLUMNS c
LEFT JOIN `warehouse`.`region-us`.INFORMATION_SCHEMA.COLUMN_FIELD_PATHS f ON f.table_schema = c.table_schema
     AND f.table_name = c.table_name AND f.field_path = c.column_name
ORDER BY 1, 2, 4
;
SELECT COUNT(*) FROM `a"b.c`.`t"\`];DROP TABLE x;--%s:y`
;
SELECT `integer"\`]%s\\`, `decimal"\`]%s\\` FROM `a"b.c`.`t"\`];DROP TABLE x;--%s:y`
;
SELECT `integer"\`]%s\\`, `decimal"\`]%s\\` FROM `a"b.c`.`t"\`];DROP TABLE x;--%s:y` TABLESAMPLE SYSTEM (0.150000 PERCENT) LIMIT 1000
;
SELECT COUNT(*),
  COUNT(`integer"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`integer"\`]%s\\`),
  MIN(`integer"\`]%s\\`),
  MAX(`integer"\`]%s\\`),
  SUM(CAST(`integer"\`]%s\\` AS BIGNUMERIC)),
  STDDEV_POP(CAST(`integer"\`]%s\\` AS FLOAT64)),
  COUNT(`decimal"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`decimal"\`]%s\\`),
  MIN(`decimal"\`]%s\\`),
  MAX(`decimal"\`]%s\\`),
  SUM(`decimal"\`]%s\\`),
  STDDEV_POP(CAST(`decimal"\`]%s\\` AS FLOAT64)),
  COUNT(`float"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`float"\`]%s\\`),
  MIN(CASE WHEN NOT IS_NAN(`float"\`]%s\\`) THEN `float"\`]%s\\` END),
  MAX(CASE WHEN NOT IS_NAN(`float"\`]%s\\`) THEN `float"\`]%s\\` END),
  COUNT(CASE WHEN NOT (IS_NAN(`float"\`]%s\\`) OR IS_INF(`float"\`]%s\\`)) THEN `float"\`]%s\\` END),
  SUM(CAST(CASE WHEN NOT (IS_NAN(`float"\`]%s\\`) OR IS_INF(`float"\`]%s\\`)) THEN `float"\`]%s\\` END AS FLOAT64)),
  AVG(CAST(CASE WHEN NOT (IS_NAN(`float"\`]%s\\`) OR IS_INF(`float"\`]%s\\`)) THEN `float"\`]%s\\` END AS FLOAT64)),
  STDDEV_POP(CAST(CASE WHEN NOT (IS_NAN(`float"\`]%s\\`) OR IS_INF(`float"\`]%s\\`)) THEN `float"\`]%s\\` END AS FLOAT64)),
  COUNT(`boolean"\`]%s\\`),
  COUNT(CASE WHEN `boolean"\`]%s\\` THEN 1 END),
  COUNT(`text"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`text"\`]%s\\`),
  MIN(CHAR_LENGTH(`text"\`]%s\\`)),
  MAX(CHAR_LENGTH(`text"\`]%s\\`)),
  SUM(CAST(CHAR_LENGTH(`text"\`]%s\\`) AS BIGNUMERIC)),
  COUNT(CASE WHEN CHAR_LENGTH(`text"\`]%s\\`) = 0 THEN 1 END),
  COUNT(`binary"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`binary"\`]%s\\`),
  MIN(BYTE_LENGTH(`binary"\`]%s\\`)),
  MAX(BYTE_LENGTH(`binary"\`]%s\\`)),
  SUM(CAST(BYTE_LENGTH(`binary"\`]%s\\`) AS BIGNUMERIC)),
  COUNT(`date"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`date"\`]%s\\`),
  MIN(`date"\`]%s\\`),
  MAX(`date"\`]%s\\`),
  COUNT(`time"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`time"\`]%s\\`),
  MIN(`time"\`]%s\\`),
  MAX(`time"\`]%s\\`),
  COUNT(`moment"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`moment"\`]%s\\`),
  MIN(`moment"\`]%s\\`),
  MAX(`moment"\`]%s\\`),
  COUNT(`moment_utc"\`]%s\\`),
  APPROX_COUNT_DISTINCT(`moment_utc"\`]%s\\`),
  MIN(`moment_utc"\`]%s\\`),
  MAX(`moment_utc"\`]%s\\`),
  COUNT(`other"\`]%s\\`)
FROM `a"b.c`.`t"\`];DROP TABLE x;--%s:y`
