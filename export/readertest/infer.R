# Prints what a reader of R makes of each column of each CSV file of a release, as infer.py does for pandas.
# usage: Rscript infer.R READER RELEASE      READER: base, readr, data.table
arguments <- commandArgs(trailingOnly = TRUE)
read <- switch(arguments[1],
  base = function(path) read.csv(path),
  readr = function(path) readr::read_csv(path, show_col_types = FALSE, progress = FALSE),
  data.table = function(path) data.table::fread(path, showProgress = FALSE))
kinds <- c(logical = "boolean", integer = "integer", integer64 = "integer", numeric = if (arguments[1] == "readr") "number" else "decimal", character = "text", Date = "date",
  IDate = "date", POSIXct = "date", hms = "time", difftime = "time")
for (path in sort(list.files(file.path(arguments[2], "csv"), pattern = "[.]csv$", full.names = TRUE))) {
  table <- as.data.frame(suppressWarnings(read(path)))
  for (column in names(table)) {
    values <- table[[column]]
    kind <- kinds[class(values)[1]]
    if (kind == "boolean" && all(is.na(values)) || length(values) == 0) kind <- "nothing"
    cat(sub("[.]csv$", "", basename(path)), column, kind, sum(is.na(values)), sep = "\t")
    cat("\n")
  }
}
