"""
Public releases as they are published: tables of others, which nobody here can correct.

So a row that makes no sense is left out and told, with its file, row, column and reason, and the rest is read.
`tables` reads rows by the names of columns, whatever kind of file they stand in; `workbook` opens .xlsx; `texts` cleans
what stands in a cell; `scales` says how the release's scales stand on a graph's.
"""
