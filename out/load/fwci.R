# Loads the tables of a release of FWCI open data into R, with the right types. Needs base R and nothing else:
#
#   source("PATH/TO/RELEASE/load/fwci.R")
#   rankings <- fwci_table("competency_rankings")
#
# What the columns are is read from datapackage.json, the values from the CSV files. Texts are character, whole
# numbers integer, other numbers double, truth values logical; a list column holds character vectors. A missing
# value is NA, in a list column NULL. Codes such as 0110 and 2511.10 stay text, and no text value becomes NA.

# The folder of the release: the one above this file, where source() says which file it reads.
fwci_release <- local({
  files <- Filter(Negate(is.null), lapply(sys.frames(), function(frame) frame$ofile))
  if (length(files) > 0) dirname(dirname(normalizePath(files[[length(files)]]))) else "."
})

# Returns the names of the tables of a release, in its order.
fwci_tables <- function(release = fwci_release) {
  vapply(fwci_package(release)$resources, function(resource) resource$name, "")
}

# Returns a data frame that describes the columns of a table: name, type, title, description, unit.
fwci_columns <- function(name, release = fwci_release) {
  fields <- fwci_resource(name, release)$schema$fields
  member <- function(key) vapply(fields, function(field) if (is.null(field[[key]])) NA_character_ else field[[key]], "")
  data.frame(name = member("name"), type = vapply(fields, fwci_kind, ""), title = member("title"),
    description = member("description"), unit = member("unit"), stringsAsFactors = FALSE)
}

# Returns a table as a data frame. Stops when the file is not as datapackage.json describes it.
fwci_table <- function(name, release = fwci_release) fwci_read(fwci_resource(name, release), release)

fwci_read <- function(resource, release) {
  fields <- resource$schema$fields
  path <- file.path(release, resource$path)
  table <- utils::read.csv(path, colClasses = "character", na.strings = unlist(resource$schema$missingValues), check.names = FALSE,
    comment.char = "", blank.lines.skip = FALSE, fill = FALSE, row.names = NULL, encoding = "UTF-8", stringsAsFactors = FALSE)
  expected <- vapply(fields, function(field) field$name, "")
  if (!identical(names(table), expected)) {
    stop(path, ": the columns are ", paste(names(table), collapse = ", "), "; expected ", paste(expected, collapse = ", "), call. = FALSE)
  }
  if (!is.null(resource$rows) && nrow(table) != resource$rows) {
    stop(path, ": ", nrow(table), " rows; expected ", resource$rows, call. = FALSE)
  }
  for (field in fields) {
    typed <- fwci_typed(table[[field$name]], field, path)
    table[[field$name]] <- if (is.list(typed)) I(typed) else typed
  }
  table
}

# Returns every table of a release as a named list of data frames.
fwci_load <- function(release = fwci_release) {
  resources <- fwci_package(release)$resources
  stats::setNames(lapply(resources, fwci_read, release = release), vapply(resources, function(resource) resource$name, ""))
}

# A field of type string with a separator holds a list.
fwci_kind <- function(field) if (field$type == "string" && !is.null(field$separator)) "list" else field$type

fwci_typed <- function(texts, field, path) {
  kind <- fwci_kind(field)
  known <- !is.na(texts)
  typed <- suppressWarnings(switch(kind,
    string = texts,
    integer = if (any(abs(as.numeric(texts[known])) > .Machine$integer.max)) as.numeric(texts) else as.integer(texts),
    number = as.numeric(texts),
    boolean = c("true" = TRUE, "false" = FALSE)[texts],
    list = replace(strsplit(texts, field$separator, fixed = TRUE), !known, list(NULL)),
    stop(path, ", ", field$name, ": the type ", kind, " is not one that this program knows", call. = FALSE)))
  wrong <- if (kind == "integer") known & !grepl("^-?[0-9]+$", texts) else if (kind == "list") FALSE else known & is.na(typed)
  if (any(wrong)) {
    row <- which(wrong)[1]
    stop(path, ", row ", row, ", ", field$name, ": ", texts[row], " is not of the type ", kind, call. = FALSE)
  }
  if (kind == "boolean") as.logical(unname(typed)) else typed
}

fwci_package <- function(release) {
  path <- file.path(release, "datapackage.json")
  if (!file.exists(path)) stop(path, " is missing; give the folder of the release: release = \"PATH\"", call. = FALSE)
  fwci_json(readLines(path, encoding = "UTF-8", warn = FALSE))
}

fwci_resource <- function(name, release) {
  resources <- fwci_package(release)$resources
  names <- vapply(resources, function(resource) resource$name, "")
  if (!name %in% names) stop("no table ", name, "; the tables are ", paste(names, collapse = ", "), call. = FALSE)
  resources[[match(name, names)]]
}

# Reads the lines of a JSON document: objects become named lists, arrays lists, null NULL. No token goes beyond
# a line, and R takes a long time to find matches in one long text.
fwci_json <- function(lines) {
  pattern <- "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|[][{},:]|[^][{},:\"[:space:]]+"
  tokens <- unlist(regmatches(lines, gregexpr(pattern, lines, perl = TRUE)))
  at <- 0
  nextToken <- function() tokens[at <<- at + 1]
  elements <- function(end, read) {
    found <- list()
    if (tokens[at + 1] == end) at <<- at + 1
    else repeat {
      found <- c(found, read())
      token <- nextToken()
      if (token == end) break
      if (token != ",") stop("datapackage.json: ", token, " where a comma was expected", call. = FALSE)
    }
    found
  }
  value <- function() {
    token <- nextToken()
    switch(token,
      "{" = elements("}", function() {
        key <- fwci_text(nextToken())
        nextToken()
        stats::setNames(list(value()), key)
      }),
      "[" = elements("]", function() list(value())),
      "true" = TRUE, "false" = FALSE, "null" = NULL,
      if (startsWith(token, "\"")) fwci_text(token) else as.numeric(token))
  }
  value()
}

# Returns the text of a JSON string.
fwci_text <- function(token) {
  text <- substr(token, 2, nchar(token) - 1)
  if (!grepl("\\", text, fixed = TRUE)) return(text)
  pieces <- regmatches(text, gregexpr("\\\\u[0-9a-fA-F]{4}|\\\\.|[^\\\\]+", text, perl = TRUE))[[1]]
  plain <- c("\\n" = "\n", "\\t" = "\t", "\\r" = "\r", "\\b" = "\b", "\\f" = "\f")
  escaped <- startsWith(pieces, "\\")
  coded <- grepl("^\\\\u", pieces)
  units <- strtoi(substr(pieces[coded], 3, 6), 16L)
  high <- units >= 0xD800 & units < 0xDC00
  points <- ifelse(high, 0x10000 + (units - 0xD800) * 0x400 + c(units[-1], 0xDC00) - 0xDC00, units)
  points[c(FALSE, high)[seq_along(high)]] <- NA
  pieces[coded] <- vapply(points, function(point) if (is.na(point)) "" else intToUtf8(point), "")
  simple <- escaped & !coded
  pieces[simple] <- ifelse(pieces[simple] %in% names(plain), plain[pieces[simple]], substr(pieces[simple], 2, 2))
  paste(pieces, collapse = "")
}
