package escopage

import (
	"slices"

	"github.com/fwci-open-data/fwci/extract/source"
)

// shown fills in what the page shows of each count.
func (p *parser) shown() {
	kinds, groups := map[string]int{}, 0
	for _, r := range p.doc.Relations {
		kinds[r.Kind]++
	}
	for _, c := range p.doc.Counts {
		if c.Scope == Group {
			groups++
		}
	}
	for i := range p.doc.Counts {
		c := &p.doc.Counts[i]
		switch c.Scope {
		case Total, Stated:
			c.Found = len(p.doc.Relations)
		case Essential, Optional:
			c.Found = kinds[string(c.Scope)]
		case Groups:
			c.Found = groups
		}
	}
}

// compare reports relations that the counts of the page agree to be lost or made up. A bucket's count that
// its group contradicts is a misprint, and so is a group's that a count of the whole page contradicts.
func (p *parser) compare() {
	var group Count
	bucketsAgree := true
	for i, c := range p.doc.Counts {
		switch {
		case c.Scope == Group:
			group, bucketsAgree = c, true
			for _, b := range p.doc.Counts[i+1:] {
				if b.Scope != Bucket {
					break
				}
				bucketsAgree = bucketsAgree && b.Found == b.Value
			}
			if c.Found != c.Value && bucketsAgree && !p.agrees(Total) && !p.agrees(Stated) {
				p.differs(c)
			}
		case c.Scope == Bucket && c.Found != c.Value && group.Found != group.Value:
			p.differs(c)
		}
	}
	lost := func(c Count) bool { return (c.Scope == Total || c.Scope == Stated) && c.Found < c.Value }
	if i := slices.IndexFunc(p.doc.Counts, lost); i >= 0 && !p.agrees(Total) && !p.agrees(Stated) {
		p.differs(p.doc.Counts[i])
	}
}

// agrees reports whether the page has a count of that scope and shows as many.
func (p *parser) agrees(scope Scope) bool {
	return slices.ContainsFunc(p.doc.Counts, func(c Count) bool { return c.Scope == scope && c.Found == c.Value })
}

// allAgree reports whether the page shows what each of its counts declares.
func (p *parser) allAgree() bool {
	return !slices.ContainsFunc(p.doc.Counts, func(c Count) bool { return c.Found != c.Value })
}

func (p *parser) differs(c Count) {
	p.fail(line{Line: p.file.Lines[c.Line-1]}, "esco-page-count", "the page declares %d here and shows %d, and no other count says otherwise; expected every relation, each closed by \"ESCO source\"", c.Value, c.Found)
}

// uncertain reports why the concepts of a bucket that does not show what it declares are not clear: one
// is not closed, or a line "ESCO source" may be text. It is silent where the layout leaves no doubt.
func (p *parser) uncertain(start, end, at int) {
	c := p.doc.Counts[at]
	label, found := start, 0
	var doubt *line
	for i := start; i < end; i++ {
		l := p.lines[i]
		switch {
		case closing.MatchString(l.frame):
			found++
			if i == label || !l.behind && !isTags(p.lines[i-1]) || i+1 < end && p.lines[i+1].behind {
				doubt = &p.lines[i]
			}
			label = i + 1
		case i > label && isHead(l) && (p.isBucket(i) || p.isGroup(i)):
			p.notClosed(p.lines[label])
			return
		}
	}
	switch {
	case label < end:
		p.notClosed(p.lines[label])
	case found > c.Value && doubt != nil:
		p.fail(*doubt, "esco-page-concept", "%s may close a concept or belong to a text: the bucket declares %d competences and has %d such lines", source.Quote(doubt.Text), c.Value, found)
	}
}

func (p *parser) notClosed(label line) {
	p.fail(label, "esco-page-concept", "the concept %s is not closed; expected \"ESCO source\" below its description", source.Quote(label.Text))
}
