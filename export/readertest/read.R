# Opens the workbook of a release with readxl and compares the tables with the CSV files.
# usage: Rscript read.R RELEASE. Prints a line for each problem and, last, "FILES files, VALUES values".
release <- commandArgs(trailingOnly = TRUE)[1]
book <- file.path(release, "excel", "fwci-2210.xlsx")
files <- 0; values <- 0; problems <- 0
for (path in sort(list.files(file.path(release, "csv"), pattern = "[.]csv$", full.names = TRUE))) {
  files <- files + 1
  table <- sub("[.]csv$", "", basename(path))
  want <- read.csv(path, colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
  got <- as.data.frame(readxl::read_excel(book, sheet = table, col_types = "text"))
  if (!identical(names(got), names(want)) || nrow(got) < nrow(want)) {
    problems <- problems + 1
    cat(sprintf("%s: %d columns, %d rows; expected %d, %d\n", table, ncol(got), nrow(got), ncol(want), nrow(want)))
    next
  }
  for (column in names(want)) {
    a <- got[[column]][seq_len(nrow(want))]
    b <- want[[column]]
    values <- values + length(b)
    if (all(b %in% c("true", "false", NA))) a <- c("1" = "true", "0" = "false", "TRUE" = "true", "FALSE" = "false")[a]
    numbers <- suppressWarnings(!is.na(as.numeric(a)) & !is.na(as.numeric(b)))
    same <- (is.na(a) & is.na(b)) | (!is.na(a) & !is.na(b) & (a == b | (numbers & as.numeric(a) == as.numeric(b))))
    if (!all(same)) {
      problems <- problems + sum(!same)
      cat(sprintf("%s, row %d, %s: %s; expected %s\n", table, which(!same)[1], column, a[!same][1], b[!same][1]))
    }
  }
}
cat(sprintf("%d files, %d values\n", files, values))
quit(status = if (problems > 0) 1 else 0)
