package sssom

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer collects what is wrong with a set and which prefixes it uses.
type writer struct {
	prefixes []prefix
	used     map[string]string
	short    map[string]string // CURIE of each IRI shortened so far
	problems []error
	row      int // of the set, counted from 1, for messages
}

// Format writes a set as canonical SSSOM/TSV (SSSOM 1.0, TSV format, section "Canonical SSSOM/TSV format"):
// slots and columns in the standard's order, rows sorted, at most three decimals, prefixes sorted and only
// those used, values that all mappings share in the metadata where the standard propagates them, quotes
// only where needed. Parse gives the set back, with its rows sorted, carriage returns in
// cells as line feeds and cells trimmed. It fails, naming each row and slot, on a set that SSSOM cannot
// hold or that this package would not write whole.
func Format(set *Set) ([]byte, error) {
	w := &writer{prefixes: prefixes(set.Prefixes), used: map[string]string{}, short: map[string]string{}}
	for _, name := range set.Ignored {
		w.fail("metadata", "the slot %s is not one that this program writes; it would be lost", name)
	}
	for name, iri := range set.Prefixes {
		if fixed, ok := Builtin[name]; ok && fixed != iri {
			w.fail("curie_map", "the built-in prefix %s stands for %s, not for %s", name, fixed, iri)
		}
	}
	rows := make([][]string, len(set.Mappings))
	for i, m := range set.Mappings {
		w.row = i + 1
		rows[i] = make([]string, len(slots))
		for c, s := range slots {
			rows[i][c] = w.text(s, m)
		}
	}
	w.row = 0
	slices.SortStableFunc(rows, slices.Compare[[]string])
	shared, kept := condense(rows)
	var out bytes.Buffer
	w.metadata(&out, set, shared)
	if len(w.problems) > 0 {
		slices.SortFunc(w.problems, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
		return nil, fmt.Errorf("formatting the mapping set %s: %w", set.ID, errors.Join(w.problems...))
	}
	table(&out, rows, kept)
	return out.Bytes(), nil
}

// condense returns the values that all rows share of propagated slots, by slot, and the columns that stay.
func condense(rows [][]string) (shared map[string]string, kept []int) {
	shared = map[string]string{}
	for c, slot := range slots {
		empty, same := true, true
		for _, row := range rows {
			empty = empty && row[c] == ""
			same = same && row[c] == rows[0][c]
		}
		switch {
		case !empty && same && slot.propagated:
			shared[slot.Name] = rows[0][c]
		case !empty || slot.needed:
			kept = append(kept, c)
		}
	}
	return shared, kept
}

// table writes the header and the rows.
func table(out *bytes.Buffer, rows [][]string, kept []int) {
	line := make([]string, len(kept))
	for i, c := range kept {
		line[i] = slots[c].Name
	}
	out.WriteString(strings.Join(line, "\t") + "\n")
	for _, row := range rows {
		for i, c := range kept {
			line[i] = quote(row[c])
		}
		out.WriteString(strings.Join(line, "\t") + "\n")
	}
}

// quote encloses a cell in quotation marks where a reader would misread it: where the standard asks for it (section
// "Quoting"), and around a #, which many read as the mark of a comment, as the standard allows: pandas, R, readr and
// polars cut the cell C# where # is said to begin a comment, but not where the cell is quoted.
func quote(cell string) string {
	if !strings.ContainsAny(cell, "\t\n\"#") {
		return cell
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}

func (w *writer) fail(slot, format string, args ...any) {
	at := ""
	if w.row > 0 {
		at = fmt.Sprintf("mapping %d, ", w.row)
	}
	w.problems = append(w.problems, fmt.Errorf("%s%s: %s", at, slot, fmt.Sprintf(format, args...)))
}

var lineFeeds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// cell returns a text as a cell holds it: trimmed, with line feeds as its only line breaks.
func (w *writer) cell(text string) string {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		w.fail("text", "%q is not text in UTF-8", text)
	}
	return strings.TrimSpace(lineFeeds.Replace(text))
}

// list joins the values of a slot that holds several.
func (w *writer) list(values []string) string {
	var cells []string
	for _, value := range values {
		cell := w.cell(value)
		if strings.Contains(cell, "|") {
			w.fail("reviewer_label", "%q has the sign | that separates values", cell)
		}
		if cell != "" {
			cells = append(cells, cell)
		}
	}
	return strings.Join(cells, "|")
}

func (w *writer) confidence(m Mapping) string {
	if m.Unscored {
		return ""
	}
	if !(m.Confidence >= 0 && m.Confidence <= 1) {
		w.fail("confidence", "%v is not a number from 0 to 1", m.Confidence)
		return ""
	}
	return strconv.FormatFloat(math.Floor(m.Confidence*1000+0.5)/1000, 'f', -1, 64)
}

// curie shortens an IRI with the longest namespace that fits, and notes the prefix.
func (w *writer) curie(iri string) string {
	if short, ok := w.short[iri]; ok || iri == "" {
		return short
	}
	illegal := func(r rune) bool {
		return r <= ' ' || r == unicode.ReplacementChar || unicode.IsSpace(r) || strings.ContainsRune("<>\"{}|\\^`", r)
	}
	if strings.ContainsFunc(iri, illegal) {
		w.fail("identifier", "%q is no IRI", iri)
		return ""
	}
	for _, p := range w.prefixes {
		local, ok := strings.CutPrefix(iri, p.iri)
		if ok && local != "" && !strings.HasPrefix(local, "//") {
			w.used[p.name] = p.iri
			w.short[iri] = p.name + ":" + local
			return w.short[iri]
		}
	}
	w.fail("identifier", "no prefix of the curie_map fits %s", iri)
	return ""
}
