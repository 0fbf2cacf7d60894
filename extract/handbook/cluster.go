package handbook

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// clusterModel reads the section that describes the clusters: prose, then for each cluster a heading, a
// paragraph that begins with the heading and a colon, and bullets of types of work. Each cluster opens a
// section of its own under section at.
func (p *parser) clusterModel(c *cursor, at int) {
	heading := func(l source.Line) bool { return p.isClusterHeading(c, l) }
	p.doc.Sections[at].Prose = p.prose(c, heading)
	end := p.doc.Sections[at].Extent.End
	for {
		l, ok := c.next()
		if !ok {
			break
		}
		p.doc.Sections[len(p.doc.Sections)-1].Extent.End = p.lastBefore(l.Number)
		p.classes.Claim(source.At(l.Number), source.Heading)
		c.at++
		title := source.Text{Value: l.Text, Span: source.At(l.Number)}
		prose := p.prose(c, heading)
		p.doc.Clusters = append(p.doc.Clusters, p.newCluster(title, prose))
		p.clusters[strings.ToLower(title.Value)] = true
		p.doc.Sections = append(p.doc.Sections, Section{
			Title: title, Level: p.doc.Sections[at].Level + 1, Extent: source.Span{Start: l.Number, End: end}, Prose: prose, Contents: -1,
		})
	}
}

// isClusterHeading reports whether the paragraph after a line begins with the line and a colon.
func (p *parser) isClusterHeading(c *cursor, l source.Line) bool {
	if ends(l.Text) || strings.Contains(l.Text, "\t") {
		return false
	}
	i := l.Number - c.lines[0].Number // a section's lines are consecutive
	following, ok := (&cursor{lines: c.lines, at: i}).peekNext()
	return ok && strings.HasPrefix(following.Text, l.Text+":")
}

// lastBefore returns the last line before n that is not blank.
func (p *parser) lastBefore(n int) int {
	for n--; n > 1 && p.file.Lines[n-1].Blank(); n-- {
	}
	return n
}

// newCluster reads a cluster off its prose. A page break at the end of a sentence parts a definition: what
// is between its first line and the line that introduces the types of work belongs to it.
func (p *parser) newCluster(name source.Text, prose []source.Text) Cluster {
	cluster := Cluster{Name: name}
	open := false
	for _, text := range prose {
		mark := bulletMark.FindString(text.Value)
		definition, defines := strings.CutPrefix(text.Value, name.Value+":")
		switch {
		case mark != "":
			cluster.WorkTypes = append(cluster.WorkTypes, source.Text{Value: text.Value[len(mark):], Span: text.Span})
		case defines:
			cluster.Definition = source.Text{Value: strings.TrimSpace(definition), Span: text.Span}
		case open && !strings.HasSuffix(text.Value, ":"):
			defines = true
			cluster.Definition = source.Text{Value: cluster.Definition.Value + " " + text.Value, Span: cluster.Definition.Span.Join(text.Span)}
		}
		open = defines
		if mark != "" || defines {
			p.classes.Claim(text.Span, source.Data)
		}
	}
	if len(cluster.WorkTypes) == 0 {
		p.fail(name.Line(), "cluster-work-types", "the cluster %s has no types of work; expected bullets below its definition", source.Quote(name.Value))
	}
	return cluster
}
