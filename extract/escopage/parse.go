package escopage

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

type parser struct {
	file      *source.File
	classes   *source.Classes
	problems  source.Problems
	doc       Document
	at        int // index of the line to read next
	kind      string
	skillType string
	group     int // index of the open group's count, -1 before the first

	description source.Joined // of the occupation
}

var (
	furniture  = regexp.MustCompile(`(?i)^(?:Skip to content|Back to ESCO occupations)$`)
	pageKind   = regexp.MustCompile(`(?i)^ESCO occupation$`)
	backLink   = regexp.MustCompile(`(?i)^Back to ESCO occupations$`)
	codeLine   = regexp.MustCompile(`^(\d{4}(?:\.\d+)*)\s+ISCO\s+(\d{1,4})\s+ESCO source$`)
	countLabel = regexp.MustCompile(`^(?:Competences|Groups|Essential|Optional)$`)
	number     = regexp.MustCompile(`^\d{1,6}$`)
	competence = regexp.MustCompile(`(?i)^Competences and skills$`)
	relations  = regexp.MustCompile(`^(\d{1,6}) ESCO relations?$`)
	groupHead  = regexp.MustCompile(`^(Essential|Optional) (knowledge|skills and competences) (\d{1,6}) competences?$`)
	bucketHead = regexp.MustCompile(`(?i)^(Occupation|Sector|Cross)[- ](specific|sector)$|^(Transversal)$`)
	bucketSize = regexp.MustCompile(`^(\d{1,6}) competences?$`)
	noConcept  = regexp.MustCompile(`(?i)^No competences in this bucket\.$`)
	closing    = regexp.MustCompile(`^ESCO source$`)
	// wording is how a label or a paragraph begins: a letter or digit, behind quotation marks, a bracket,
	// a bullet or a point (".NET").
	wording = regexp.MustCompile(`^["'“‘«(\[]*(?:[•·*▪◦–—-]\s*)?["'“‘«(\[.]*[\p{L}\p{N}]`)
	// tag knows the collections that ESCO publishes; a page prints a concept's tags without a space
	// between them ("digCompdigital").
	tag = regexp.MustCompile(`^(?:digComp|digital|green|language|research|transversal)`)
)

// Parse reads the page. It returns every problem: a line out of place, a concept that is not closed, tags
// that are not ESCO's, a frame that is not complete. Counts that do not agree are no problem here.
func Parse(path string, data []byte) (*Document, error) {
	file, err := source.Split(path, data)
	if err != nil {
		return nil, err
	}
	p := &parser{file: file, classes: source.NewClasses(file), doc: Document{Path: path}, group: -1}
	p.head()
	for {
		l, ok := p.next()
		if !ok {
			break
		}
		p.body(l)
	}
	if p.doc.Code != "" && p.group < 0 {
		p.problems = append(p.problems, source.Problem{Path: p.file.Path, Rule: "esco-page-frame",
			Message: `expected a group such as "Essential knowledge 6 competences"; found none`})
	}
	p.problems = append(p.problems, p.classes.Unclaimed()...)
	p.doc.Classes = p.classes.All()
	if err := p.problems.Err(); err != nil {
		return nil, err
	}
	return &p.doc, nil
}

// next skips blank lines and returns the line to read next.
func (p *parser) next() (source.Line, bool) {
	for p.at < len(p.file.Lines) && p.file.Lines[p.at].Blank() {
		p.at++
	}
	if p.at == len(p.file.Lines) {
		return source.Line{}, false
	}
	return p.file.Lines[p.at], true
}

func (p *parser) claim(l source.Line, class source.Class) {
	p.classes.Claim(source.At(l.Number), class)
}

func (p *parser) fail(l source.Line, rule, format string, args ...any) {
	p.problems.Add(p.file, l.Number, rule, format, args...)
	p.claim(l, source.Data)
}

// head reads furniture, title, description and the code line.
func (p *parser) head() {
	for {
		l, ok := p.next()
		if !ok {
			p.problems = append(p.problems, source.Problem{Path: p.file.Path, Rule: "esco-page-frame",
				Message: `expected a line such as "2519.3 ISCO 2519 ESCO source"; found none`})
			return
		}
		p.at++
		if m := codeLine.FindStringSubmatch(l.Text); m != nil {
			p.doc.Code, p.doc.ISCO = m[1], m[2]
			p.doc.CodeLine = source.Text{Value: l.Text, Span: source.At(l.Number)}
			p.claim(l, source.Data)
			p.frame(l)
			return
		}
		p.headLine(l)
	}
}

func (p *parser) headLine(l source.Line) {
	switch {
	case pageKind.MatchString(l.Text), furniture.MatchString(l.Text):
		p.claim(l, source.Boilerplate)
	case !wording.MatchString(l.Text): // stays unclaimed
	case p.doc.Title.Value == "" && p.linkFollows():
		p.doc.Title = source.Text{Value: l.Text, Span: source.At(l.Number)}
		p.claim(l, source.Data)
	case p.doc.Title.Value != "":
		p.doc.Description = p.description.Add(l)
		p.claim(l, source.Data)
	}
}

// linkFollows reports whether the next line is the link back to the list, which stands below the title.
func (p *parser) linkFollows() bool {
	l, ok := p.next()
	return ok && backLink.MatchString(l.Text)
}

// frame reads the declared counts up to the first group.
func (p *parser) frame(code source.Line) {
	if p.doc.Title.Value == "" {
		p.fail(code, "esco-page-frame", "no title above the code; expected the occupation's name above \"Back to ESCO occupations\"")
	}
	for {
		l, ok := p.next()
		if !ok || groupHead.MatchString(l.Text) {
			return
		}
		p.at++
		switch m := relations.FindStringSubmatch(l.Text); {
		case countLabel.MatchString(l.Text):
			p.claim(l, source.Boilerplate)
			p.labelledCount(l)
		case competence.MatchString(l.Text):
			p.claim(l, source.Heading)
		case m != nil:
			p.count(Stated, "", m[1], l)
		}
	}
}

func (p *parser) labelledCount(label source.Line) {
	l, ok := p.next()
	if !ok || !number.MatchString(l.Text) {
		p.fail(label, "esco-page-count", "no number below %s", source.Quote(label.Text))
		return
	}
	p.at++
	p.count(Scope(strings.ToLower(label.Text)), "", l.Text, l)
}

func (p *parser) count(scope Scope, name, digits string, l source.Line) {
	value, _ := strconv.Atoi(digits) // the patterns allow six digits at most
	p.doc.Counts = append(p.doc.Counts, Count{Scope: scope, Name: name, Value: value, Line: l.Number})
	p.claim(l, source.Data)
}

// body reads a group heading or a bucket.
func (p *parser) body(l source.Line) {
	p.at++
	if m := groupHead.FindStringSubmatch(l.Text); m != nil {
		p.kind = strings.ToLower(m[1])
		p.skillType = map[string]string{"knowledge": "knowledge", "skills and competences": "skill/competence"}[m[2]]
		p.group = len(p.doc.Counts)
		p.count(Group, m[1]+" "+m[2], m[3], l)
		p.claim(l, source.Heading)
		return
	}
	if m := bucketHead.FindStringSubmatch(l.Text); m != nil && p.group >= 0 {
		p.claim(l, source.Heading)
		p.bucket(l, strings.ReplaceAll(strings.ToLower(l.Text), " ", "-"))
		return
	}
	p.fail(l, "esco-page-line", "no rule knows this line: %s; expected a group, a bucket (Occupation specific, Sector-specific, Cross-sector, Transversal) or a concept inside one", source.Quote(l.Text))
}

// bucket reads a bucket's count and its concepts.
func (p *parser) bucket(head source.Line, reuse string) {
	l, ok := p.next()
	m := bucketSize.FindStringSubmatch(l.Text)
	if !ok || m == nil {
		p.fail(head, "esco-page-count", "no count below the bucket %s; expected \"n competences\"", source.Quote(head.Text))
		return
	}
	p.at++
	at := len(p.doc.Counts)
	p.count(Bucket, p.doc.Counts[p.group].Name+", "+head.Text, m[1], l)
	for {
		l, ok := p.next()
		if !ok || groupHead.MatchString(l.Text) || bucketHead.MatchString(l.Text) {
			return
		}
		p.at++
		if noConcept.MatchString(l.Text) {
			p.claim(l, source.Boilerplate)
			continue
		}
		if !wording.MatchString(l.Text) {
			p.fail(l, "esco-page-line", "no rule knows this line: %s; expected the label of a concept", source.Quote(l.Text))
			continue
		}
		if !p.concept(l, reuse) {
			return
		}
		p.doc.Counts[at].Found++
		p.doc.Counts[p.group].Found++
	}
}

// concept reads a label, its paragraphs, its tags and the words that close it.
func (p *parser) concept(label source.Line, reuse string) bool {
	r := Relation{Kind: p.kind, SkillType: p.skillType, ReuseLevel: reuse,
		Label: source.Text{Value: label.Text, Span: source.At(label.Number)}, Span: source.At(label.Number)}
	p.claim(label, source.Data)
	var description source.Joined
	for {
		l, ok := p.next()
		if !ok || groupHead.MatchString(l.Text) || bucketHead.MatchString(l.Text) || closing.MatchString(label.Text) {
			p.fail(label, "esco-page-concept", "the concept %s is not closed; expected \"ESCO source\" below its description", source.Quote(label.Text))
			return false
		}
		p.at++
		r.Span.End = l.Number
		if closing.MatchString(l.Text) {
			p.claim(l, source.Boilerplate)
			p.doc.Relations = append(p.doc.Relations, r)
			return true
		}
		p.claim(l, source.Data)
		if !wording.MatchString(l.Text) {
			p.fail(l, "esco-page-line", "no rule knows this line: %s; expected a paragraph of the description, tags or ESCO source", source.Quote(l.Text))
		} else if tags, ok := split(l.Text); ok {
			r.Tags = append(r.Tags, tags...)
		} else if len(r.Tags) > 0 {
			p.fail(l, "esco-page-tags", "the line %s stands behind the tags of %s; expected ESCO source", source.Quote(l.Text), source.Quote(label.Text))
		} else if !p.closes(l) || strings.Contains(l.Text, " ") {
			r.Description = description.Add(l)
		} else {
			p.fail(l, "esco-page-tags", "the tags %s; expected names of ESCO's collections: digComp, digital, green, language, research, transversal", source.Quote(l.Text))
		}
	}
}

// closes reports whether a line stands directly above "ESCO source", where the tags stand.
func (p *parser) closes(l source.Line) bool {
	return l.Number < len(p.file.Lines) && closing.MatchString(p.file.Lines[l.Number].Text)
}

// split cuts "digCompdigital" into its tags.
func split(text string) ([]string, bool) {
	var tags []string
	for text != "" {
		t := tag.FindString(text)
		if t == "" {
			return nil, false
		}
		tags = append(tags, t)
		text = strings.TrimLeft(text[len(t):], " ,")
	}
	return tags, true
}
