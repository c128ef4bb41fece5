SELECT s.name, o.name, CASE o.type WHEN 'V' THEN 'VIEW' WHEN 'U' THEN 'TABLE' END,
       CAST(x.value AS nvarchar(4000)),
       (SELECT SUM(p.rows) FROM sys.partitions p
        WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)),
       m.definition
FROM sys.objects o
JOIN sys.schemas s ON s.schema_id = o.schema_id
LEFT JOIN sys.sql_modules m ON m.object_id = o.object_id
LEFT JOIN sys.extended_properties x ON x.class = 1 AND x.major_id = o.object_id
     AND x.minor_id = 0 AND x.name = 'MS_Description'
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
ORDER BY s.name, o.name
;
SELECT s.name, o.name, c.name, c.column_id, t.name,
       CASE WHEN t.name IN ('nchar', 'nvarchar') AND c.max_length > 0 THEN c.max_length / 2
            ELSE c.max_length END,
       c.precision, c.scale, c.is_nullable, d.definition, CAST(x.value AS nvarchar(4000)),
       c.is_computed
FROM sys.columns c
JOIN sys.objects o ON o.object_id = c.object_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
JOIN sys.types t ON t.system_type_id = c.system_type_id AND t.user_type_id = t.system_type_id
LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id
LEFT JOIN sys.extended_properties x ON x.class = 1 AND x.major_id = c.object_id
     AND x.minor_id = c.column_id AND x.name = 'MS_Description'
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
ORDER BY s.name, o.name, c.column_id
;
SELECT s.name, o.name, k.name, CASE k.type WHEN 'PK' THEN 'P' ELSE 'U' END, c.name,
       i.key_ordinal, NULL, NULL, NULL
FROM sys.key_constraints k
JOIN sys.objects o ON o.object_id = k.parent_object_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
JOIN sys.index_columns i ON i.object_id = k.parent_object_id AND i.index_id = k.unique_index_id
JOIN sys.columns c ON c.object_id = i.object_id AND c.column_id = i.column_id
UNION ALL
SELECT s.name, o.name, f.name, 'F', c.name, p.constraint_column_id, rs.name, ro.name, rc.name
FROM sys.foreign_keys f
JOIN sys.foreign_key_columns p ON p.constraint_object_id = f.object_id
JOIN sys.objects o ON o.object_id = f.parent_object_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
JOIN sys.columns c ON c.object_id = p.parent_object_id AND c.column_id = p.parent_column_id
JOIN sys.objects ro ON ro.object_id = f.referenced_object_id
JOIN sys.schemas rs ON rs.schema_id = ro.schema_id
JOIN sys.columns rc ON rc.object_id = p.referenced_object_id
     AND rc.column_id = p.referenced_column_id
;
SELECT COUNT(*) FROM [a"b.c].[t"`]];DROP TABLE x;--%s:y]
;
SELECT [integer"`]]%s\], [decimal"`]]%s\] FROM [a"b.c].[t"`]];DROP TABLE x;--%s:y]
;
SELECT TOP (1000) [integer"`]]%s\], [decimal"`]]%s\] FROM [a"b.c].[t"`]];DROP TABLE x;--%s:y] TABLESAMPLE SYSTEM (0.150000 PERCENT) REPEATABLE (1)
;
SELECT COUNT_BIG(*),
  COUNT_BIG([integer"`]]%s\]),
  APPROX_COUNT_DISTINCT([integer"`]]%s\]),
  MIN([integer"`]]%s\]),
  MAX([integer"`]]%s\]),
  SUM(CAST([integer"`]]%s\] AS DECIMAL(38, 0))),
  STDEVP(CAST([integer"`]]%s\] AS float)),
  COUNT_BIG([decimal"`]]%s\]),
  APPROX_COUNT_DISTINCT([decimal"`]]%s\]),
  MIN([decimal"`]]%s\]),
  MAX([decimal"`]]%s\]),
  SUM([decimal"`]]%s\]),
  STDEVP(CAST([decimal"`]]%s\] AS float)),
  COUNT_BIG([float"`]]%s\]),
  APPROX_COUNT_DISTINCT([float"`]]%s\]),
  MIN(CASE WHEN 1 = 1 THEN [float"`]]%s\] END),
  MAX(CASE WHEN 1 = 1 THEN [float"`]]%s\] END),
  COUNT_BIG(CASE WHEN 1 = 1 THEN [float"`]]%s\] END),
  SUM(CAST(CASE WHEN 1 = 1 THEN [float"`]]%s\] END AS float)),
  AVG(CAST(CASE WHEN 1 = 1 THEN [float"`]]%s\] END AS float)),
  STDEVP(CAST(CASE WHEN 1 = 1 THEN [float"`]]%s\] END AS float)),
  COUNT_BIG([boolean"`]]%s\]),
  COUNT_BIG(CASE WHEN [boolean"`]]%s\] = 1 THEN 1 END),
  COUNT_BIG([text"`]]%s\]),
  APPROX_COUNT_DISTINCT([text"`]]%s\] COLLATE Latin1_General_100_BIN2),
  MIN((LEN(CAST([text"`]]%s\] AS nvarchar(max)) + N'.') - 1)),
  MAX((LEN(CAST([text"`]]%s\] AS nvarchar(max)) + N'.') - 1)),
  SUM(CAST((LEN(CAST([text"`]]%s\] AS nvarchar(max)) + N'.') - 1) AS DECIMAL(38, 0))),
  COUNT_BIG(CASE WHEN (LEN(CAST([text"`]]%s\] AS nvarchar(max)) + N'.') - 1) = 0 THEN 1 END),
  COUNT_BIG([binary"`]]%s\]),
  APPROX_COUNT_DISTINCT([binary"`]]%s\]),
  MIN(DATALENGTH([binary"`]]%s\])),
  MAX(DATALENGTH([binary"`]]%s\])),
  SUM(CAST(DATALENGTH([binary"`]]%s\]) AS DECIMAL(38, 0))),
  COUNT_BIG([date"`]]%s\]),
  APPROX_COUNT_DISTINCT([date"`]]%s\]),
  MIN([date"`]]%s\]),
  MAX([date"`]]%s\]),
  COUNT_BIG([time"`]]%s\]),
  APPROX_COUNT_DISTINCT([time"`]]%s\]),
  MIN([time"`]]%s\]),
  MAX([time"`]]%s\]),
  COUNT_BIG([moment"`]]%s\]),
  APPROX_COUNT_DISTINCT([moment"`]]%s\]),
  MIN([moment"`]]%s\]),
  MAX([moment"`]]%s\]),
  COUNT_BIG([moment_utc"`]]%s\]),
  APPROX_COUNT_DISTINCT([moment_utc"`]]%s\]),
  MIN([moment_utc"`]]%s\]),
  MAX([moment_utc"`]]%s\]),
  COUNT_BIG([other"`]]%s\])
FROM [a"b.c].[t"`]];DROP TABLE x;--%s:y]
