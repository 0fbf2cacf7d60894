package escopage

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// isBucket reports whether the heading of a bucket is at i, with its count below it.
func (p *parser) isBucket(i int) bool {
	return i+1 < len(p.lines) && bucketHead.MatchString(p.lines[i].frame) && bucketSize.MatchString(p.lines[i+1].frame)
}

// isGroup reports whether the heading of a group is at i, with a bucket below it, or with nothing in it.
func (p *parser) isGroup(i int) bool {
	m := groupHead.FindStringSubmatch(p.lines[i].frame)
	return m != nil && (p.isBucket(i+1) || m[3] == "0" && (i+1 == len(p.lines) || groupHead.MatchString(p.lines[i+1].frame)))
}

// isHead reports whether a line reads as the heading of a bucket or group.
func isHead(l line) bool { return bucketHead.MatchString(l.frame) || groupHead.MatchString(l.frame) }

// body reads the groups and buckets from line i on.
func (p *parser) body(i int) {
	for i < len(p.lines) {
		l := p.lines[i]
		if m := groupHead.FindStringSubmatch(l.frame); m != nil {
			p.group = Relation{Kind: strings.ToLower(m[1]), SkillType: "knowledge"}
			if m[2] != "knowledge" {
				p.group.SkillType = "skill/competence"
			}
			p.at = len(p.doc.Counts)
			p.count(Group, m[1]+" "+m[2], m[3], l)
			p.claim(l, source.Heading)
			i++
			continue
		}
		if bucketHead.MatchString(l.frame) && p.at >= 0 {
			p.claim(l, source.Heading)
			i = p.bucket(i)
			continue
		}
		p.fail(l, "esco-page-line", "no rule knows this line: %s; expected a group, a bucket (Occupation specific, Sector-specific, Cross-sector, Transversal) or a concept inside one", source.Quote(l.Text))
		i++
	}
}

// bucket reads the bucket whose heading is line i: its count and its concepts. It returns the index of the
// line after it.
func (p *parser) bucket(i int) int {
	head := p.lines[i]
	if !p.isBucket(i) {
		p.fail(head, "esco-page-count", "no count below the bucket %s; expected \"n competences\"", source.Quote(head.Text))
		return i + 1
	}
	at := len(p.doc.Counts)
	p.count(Bucket, p.doc.Counts[p.at].Name+", "+head.Text, bucketSize.FindStringSubmatch(p.lines[i+1].frame)[1], p.lines[i+1])
	start, declared := i+2, p.doc.Counts[at].Value
	if start < len(p.lines) && noConcept.MatchString(p.lines[start].frame) {
		p.claim(p.lines[start], source.Boilerplate)
		start++
	}
	end, closers, ok := p.extent(start, declared)
	if !ok {
		p.uncertain(start, end, at)
	}
	reuse := strings.ReplaceAll(strings.ToLower(head.frame), " ", "-")
	for _, c := range closers {
		if p.concept(start, c, reuse) {
			p.doc.Counts[at].Found++
			p.doc.Counts[p.at].Found++
		}
		start = c + 1
	}
	return end
}

// extent finds the end of a bucket whose concepts begin at start, and the lines that close them. A heading
// ends the bucket where it comes after a closed concept and the bucket then holds as many concepts as it
// declares; a heading of which this does not hold belongs to a text. ok is false where no heading does, and
// what is returned then is the extent to the first.
func (p *parser) extent(start, declared int) (end int, closers []int, ok bool) {
	if start < len(p.lines) && isHead(p.lines[start]) {
		return start, nil, declared == 0
	}
	from, _ := slices.BinarySearch(p.closers, start)
	at, _ := slices.BinarySearch(p.ends, start)
	ends := p.ends[at:min(at+p.headings, len(p.ends))]
	if len(ends) == 0 {
		return len(p.lines), nil, declared == 0
	}
	for _, end := range ends {
		to, _ := slices.BinarySearch(p.closers, end)
		if chosen, exact := p.choose(start, end, p.closers[from:to], declared); exact {
			return end, chosen, true
		}
	}
	to, _ := slices.BinarySearch(p.closers, ends[0])
	return ends[0], p.closers[from:to], false
}

// choose returns which of the lines "ESCO source" between start and end close the declared number of
// concepts. Where there are more, those that are laid out as the page does it count: below a blank line or tags,
// and directly above the next label.
func (p *parser) choose(start, end int, all []int, declared int) ([]int, bool) {
	chosen := all
	if len(all) > declared {
		chosen = nil
		for _, c := range all {
			if (p.lines[c].behind || isTags(p.lines[c-1])) && (c+1 == end || !p.lines[c+1].behind) {
				chosen = append(chosen, c)
			}
		}
	}
	for _, c := range chosen {
		if c+1 < end && isHead(p.lines[c+1]) { // a heading is no label
			return chosen, false
		}
	}
	closed := len(chosen) == 0 && start == end || len(chosen) > 0 && chosen[len(chosen)-1] == end-1
	return chosen, closed && len(chosen) == declared
}

// concept reads the concept from its label at start to the words that close it at end: paragraphs, then
// tags directly above these words.
func (p *parser) concept(start, end int, reuse string) bool {
	p.claim(p.lines[end], source.Boilerplate)
	if start == end {
		p.fail(p.lines[end], "esco-page-concept", "\"ESCO source\" closes no concept; expected a label above it")
		return false
	}
	label := p.lines[start]
	r := p.group
	r.ReuseLevel, r.Label = reuse, source.Text{Value: label.Text, Span: source.At(label.Number)}
	r.Span = source.Span{Start: label.Number, End: p.lines[end].Number}
	p.claim(label, source.Data)
	if !wording.MatchString(label.frame) {
		p.fail(label, "esco-page-line", "no rule knows this line: %s; expected the label of a concept", source.Quote(label.Text))
	}
	tags := end
	for tags-1 > start && !p.lines[tags].behind && isTags(p.lines[tags-1]) {
		tags--
	}
	for _, l := range p.lines[tags:end] {
		found, _ := split(l.frame)
		r.Tags = append(r.Tags, found...)
		p.claim(l, source.Data)
	}
	if last := p.lines[end-1]; tags == end && end-1 > start && !p.lines[end].behind && !strings.Contains(last.frame, " ") {
		p.fail(last, "esco-page-tags", "the tags %s; expected names of ESCO's collections: digComp, digital, green, language, research, transversal", source.Quote(last.Text))
	}
	r.Description = p.paragraphs(label, p.lines[start+1:tags])
	p.doc.Relations = append(p.doc.Relations, r)
	return true
}

// paragraphs joins the lines of a description, whatever they hold but a status or the label of another
// concept.
func (p *parser) paragraphs(label line, lines []line) (description source.Text) {
	var joined source.Joined
	for i, l := range lines {
		p.claim(l, source.Data)
		p.text(l)
		if i > 0 && i+1 < len(lines) && opensConcept(lines[i-1], l, lines[i+1]) {
			p.fail(l, "esco-page-concept", "%s reads as the label of another concept inside the description of %s; expected \"ESCO source\" above it", source.Quote(l.Text), source.Quote(label.Text))
		}
		description = joined.Add(l.Line)
	}
	return description
}
