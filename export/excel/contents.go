package excel

import (
	"strings"
	"time"

	"github.com/fwci-open-data/fwci/export/origin"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
)

const contentsSheet = "Contents"

// fillContents writes the first sheet: what the workbook is, where it comes from, how to cite it, and
// where everything is.
func (b *book) fillContents() error {
	s, err := b.open(contentsSheet, frame{widths: []float64{38, 100, 18}, portrait: true})
	if err != nil {
		return err
	}
	for _, part := range []func(*sheet) error{b.about, b.sources, b.reading, b.listViews, b.listTables} {
		if err := part(s); err != nil {
			return err
		}
	}
	return s.close()
}

func (b *book) about(s *sheet) error {
	info := b.data.Info
	rows := [][]cell{
		pair("What this is", info.Description),
		pair("Version", info.Version),
		{{value: "Issued", style: label}, dated(info.Issued, dateLeft)},
		pair("Publisher", info.Publisher),
		{{value: "Home page", style: label}, {value: info.Homepage, style: link, link: info.Homepage}},
		{{value: "License", style: label}, {value: info.License.Title + " (" + info.License.ID + ")", style: link, link: info.License.URL}},
		pair("How to cite", report.Citation(info)),
	}
	for i, credit := range info.Credits {
		name := "Credit"
		if i > 0 {
			name = ""
		}
		rows = append(rows, pair(name, credit))
	}
	if info.ESCOVersionBasis != "" {
		rows = append(rows, pair("ESCO version", strings.TrimSpace(info.ESCOVersion+" "+bracketed(info.ESCOVersionBasis))))
	}
	if err := s.putHigh(27, cell{value: info.Title, style: title}); err != nil {
		return err
	}
	s.skip(1)
	return putAll(s, rows)
}

// pair makes a row of a name and a text.
func pair(name, value string) []cell {
	return []cell{{value: name, style: label}, {value: value, style: text}}
}

// dated makes a cell of a day written as YYYY-MM-DD: a date of the workbook, whose serial number counts days
// from 1899-12-30 (ECMA-376 part 1, 18.17.4.1). Another text stays as it is.
func dated(day string, s style) cell {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return cell{value: day, style: right}
	}
	return cell{value: int(t.Sub(dayZero).Hours() / 24), style: s}
}

var dayZero = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

func bracketed(t string) string {
	if t == "" {
		return ""
	}
	return "(" + t + ")"
}

func putAll(s *sheet, rows [][]cell) error {
	for _, row := range rows {
		if err := s.put(row...); err != nil {
			return err
		}
	}
	return nil
}

// part opens a part of a sheet with a heading, and a row of column headings where there are any.
func part(s *sheet, name string, heads ...cell) error {
	s.skip(1)
	if err := s.putHigh(24, cell{value: name, style: section}); err != nil {
		return err
	}
	if len(heads) == 0 {
		return nil
	}
	return s.put(heads...)
}

// sources gives each source rows of its own for its title, its address, the text as it was read and its rights,
// because a link that wraps is cut short by some readers.
func (b *book) sources(s *sheet) error {
	if err := part(s, "Sources", styled(headerRight, headings("Published by", "Source, address, rights and credit", "Retrieved"), 2)...); err != nil {
		return err
	}
	for _, src := range b.data.Info.Sources {
		rows := [][]cell{{{value: src.Publisher, style: label}, {value: src.Title, style: text}, dated(src.Retrieved, dateRight)}}
		if src.URL != "" {
			rows = append(rows, []cell{{style: text}, {value: src.URL, style: link, link: src.URL}, {style: text}})
		}
		if at := b.readText(src.ID); at != "" {
			rows = append(rows, []cell{{style: text}, {value: "The text as it was read, to which the lines in the table provenance refer", style: link, link: at}, {style: text}})
		}
		rows = append(rows, texts("", src.Rights+" Credit: "+src.Attribution, ""))
		if err := putAll(s, rows); err != nil {
			return err
		}
	}
	return nil
}

// readText is the address of a source's text: in the published release where the release has an address, otherwise
// in the folder next to the workbook; "" for a source that is not a text, which the release does not hold.
func (b *book) readText(source string) string {
	base := b.data.Info.ReleaseURL
	if base == "" {
		base = "../"
	}
	for _, d := range b.data.SourceDocuments {
		if d.SourceID == source && d.Lines != nil {
			return base + origin.Path(d.Path)
		}
	}
	return ""
}

func (b *book) reading(s *sheet) error {
	if err := part(s, "How to read this workbook"); err != nil {
		return err
	}
	rows := [][]cell{
		pair("Views and tables", "The first sheets are views and forms: each answers a question, and says in its second row how to read it. The sheets whose names begin with star_ are made for PivotTables and Power BI. After the dictionary the full tables follow under their own names; each is an Excel table with filters, and has the same rows as the CSV file of that name."),
		pair("What to choose", "The sheet "+gradeSheet+" has the choice of a specialty and a grade; the forms for gaps, assessment and announcement follow it. Fill in the framed cells."),
		pair("Meaning of a column", "Hover over a table heading to read what the column contains. The first heading leads to the table's block in the dictionary."),
		pair("Empty cells", "An empty cell is a value that the source does not give or that does not apply. Zero and FALSE are written out."),
		pair("Identifiers and codes", "Codes such as 2210 or 2519.3 are text, not numbers. Columns that end in _id or _uri connect the tables."),
		pair("Where a fact comes from", "The table provenance names the source and the lines of each record; the view Findings says what a reader should know before trusting a value."),
	}
	if judges := crosswalk.AllJudged(b.data); judges != "" {
		rows = append(rows, pair("Who made the crosswalk", judges+" The column review_status says who judged each mapping. The column recommended marks the mapping to use where you need only one."))
	}
	return putAll(s, rows)
}

func (b *book) listViews(s *sheet) error {
	if err := part(s, "Views", styled(headerRight, headings("Sheet", "What it answers", "Contains"), 2)...); err != nil {
		return err
	}
	rows := 0
	for _, t := range b.tables {
		rows += 1 + len(t.Columns)
	}
	for _, st := range stars() {
		rows += 1 + len(st.columns)
	}
	for _, v := range b.views {
		if err := s.put(listed(v.name, v.answers, cell{value: plural(v.holds, v.noun), style: right})...); err != nil {
			return err
		}
	}
	return s.put(listed(dictionarySheet, "What does each table and column mean, and which values may it have?", cell{value: plural(rows, "row"), style: right})...)
}

func (b *book) listTables(s *sheet) error {
	if err := part(s, "Tables", styled(headerRight, headings("Sheet", "What a row is", "Rows"), 2)...); err != nil {
		return err
	}
	for _, t := range b.tables {
		if err := s.put(listed(t.Name, plainWords(t.schema.Description), cell{value: t.Len(), style: thousand})...); err != nil {
			return err
		}
	}
	return nil
}

func listed(name, answers string, holds cell) []cell {
	return []cell{{value: name, style: link, link: "#" + quoted(name) + "!A1"}, {value: answers, style: text}, holds}
}
