# Loads every table of a release with load/fwci.R and prints what it gives, as load.py does.
# usage: Rscript load.R RELEASE
source(file.path(commandArgs(trailingOnly = TRUE)[1], "load", "fwci.R"))
types <- c(character = "string", integer = "integer", numeric = "number", logical = "boolean", AsIs = "list")
shown <- function(values) {
  if (is.list(values)) return(vapply(values, function(items) if (is.null(items)) "-" else paste0("=", paste(items, collapse = "|")), ""))
  text <- if (is.logical(values)) tolower(as.character(values)) else if (is.double(values)) sprintf("%.15g", values) else as.character(values)
  ifelse(is.na(values), "-", paste0("=", text))
}
say <- function(lines) if (length(lines) > 0) writeLines(enc2utf8(lines), stdout(), useBytes = TRUE)
loaded <- fwci_load()
stopifnot(identical(names(loaded), fwci_tables()))
for (name in names(loaded)) {
  table <- loaded[[name]]
  stopifnot(identical(fwci_columns(name)$name, names(table)))
  say(paste("table", name, nrow(table)))
  for (column in names(table)) {
    say(paste("column", column, types[class(table[[column]])[1]]))
    say(shown(table[[column]]))
  }
}
say(tryCatch({ fwci_table("nothing"); "a table that does not exist is loaded" }, error = function(e) paste("refused", conditionMessage(e))))
