package change

import (
	"fmt"
	"slices"
	"strings"
)

// listed is how many entries of one kind a page shows of a table; JSON has them all.
const listed = 40

// Markdown prints the report for people. escape makes text of the data harmless.
func (r *Report) Markdown(escape func(string) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s → %s\n\n", escape(r.Old), escape(r.New))
	if r.Empty() {
		b.WriteString("No change in the data.\n")
		return b.String()
	}
	fmt.Fprintf(&b, "Version step: **%s**. What asks for it:\n\n", r.Step)
	for _, reason := range r.Reasons {
		fmt.Fprintf(&b, "- %s\n", escape(reason))
	}
	if len(r.Schema) > 0 {
		b.WriteString("\n### Schema\n\n")
		for _, s := range r.Schema {
			name := s.Table
			if s.Column != "" {
				name += "." + s.Column
			}
			fmt.Fprintf(&b, "- %s: %s\n", escape(name), escape(s.What))
		}
	}
	r.counts(&b, escape)
	for _, t := range r.Tables {
		t.markdown(&b, escape)
	}
	return b.String()
}

// counts prints how many records of each table changed in which way; of those that moved only where some did.
func (r *Report) counts(b *strings.Builder, escape func(string) string) {
	if len(r.Tables) == 0 {
		return
	}
	moved := slices.ContainsFunc(r.Tables, func(t Table) bool { return t.Moved > 0 })
	heads, rule := "| Table | added | removed | changed | renamed |", "| --- | --- | --- | --- | --- |"
	if moved {
		heads, rule = heads+" moved |", rule+" --- |"
	}
	fmt.Fprintf(b, "\n### Records\n\n%s\n%s\n", heads, rule)
	for _, t := range r.Tables {
		fmt.Fprintf(b, "| %s | %d | %d | %d | %d |", escape(t.Name), t.Added, t.Removed, t.Changed, t.Renamed)
		if moved {
			fmt.Fprintf(b, " %d |", t.Moved)
		}
		b.WriteByte('\n')
	}
	if slices.ContainsFunc(r.Schema, func(s Schema) bool { return s.Column == "" && s.What == "added" }) {
		b.WriteString("\nRecords of new tables are not counted here: see Schema.\n")
	}
	if moved {
		b.WriteString("\nMoved: the record is in other lines of its source, and nothing else of it changed.\n")
	}
}

func (t Table) markdown(b *strings.Builder, escape func(string) string) {
	if len(t.NewKeys)+len(t.GoneKeys)+len(t.Cells)+len(t.Renamings)+len(t.Vanished)+t.Uncompared == 0 {
		return
	}
	fmt.Fprintf(b, "\n#### %s\n\n", escape(t.Name))
	if t.Uncompared > 0 {
		fmt.Fprintf(b, "- renames were looked for by equal wording alone: the records removed and added make %d pairs, and at most %d are compared for their likeness\n", t.Uncompared, maxPairs)
	}
	list(b, len(t.Renamings), func(i int) string {
		r := t.Renamings[i]
		return fmt.Sprintf("renamed: %s → %s (“%s” → “%s”, likeness %.2f)", escape(r.OldKey), escape(r.NewKey), escape(r.Old), escape(r.New), r.Likeness)
	})
	list(b, len(t.NewKeys), func(i int) string { return "added: " + escape(t.NewKeys[i]) })
	list(b, len(t.GoneKeys), func(i int) string { return "removed: " + escape(t.GoneKeys[i]) })
	list(b, len(t.Cells), func(i int) string {
		c := t.Cells[i]
		return fmt.Sprintf("changed: %s, %s: “%s” → “%s”", escape(c.Key), escape(c.Column), escape(c.Old), escape(c.New))
	})
	list(b, len(t.Vanished), func(i int) string { return "not declared withdrawn: " + escape(t.Vanished[i]) })
}

func list(b *strings.Builder, n int, text func(int) string) {
	for i := range min(n, listed) {
		fmt.Fprintf(b, "- %s\n", text(i))
	}
	if n > listed {
		fmt.Fprintf(b, "- … and %d more\n", n-listed)
	}
}
