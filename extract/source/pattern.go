package source

import (
	"regexp"
	"sync"
)

// A Pattern is a regular expression that is compiled when it is first used. The parsers have more than a hundred; to
// compile them all took a quarter of the time in which the program starts, and most commands use few of them.
type Pattern struct{ compiled func() *regexp.Regexp }

// NewPattern returns the pattern of an expression, in the syntax of package regexp. An expression with a mistake panics
// when it is first used.
func NewPattern(expression string) *Pattern {
	return &Pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
}

// MatchString reports whether a text has a match.
func (p *Pattern) MatchString(text string) bool { return p.compiled().MatchString(text) }

// FindString returns the first match, or an empty text.
func (p *Pattern) FindString(text string) string { return p.compiled().FindString(text) }

// FindStringSubmatch returns the first match and its groups, or nil.
func (p *Pattern) FindStringSubmatch(text string) []string {
	return p.compiled().FindStringSubmatch(text)
}

// FindAllString returns up to n matches, all where n is negative.
func (p *Pattern) FindAllString(text string, n int) []string {
	return p.compiled().FindAllString(text, n)
}

// FindAllStringIndex returns where up to n matches begin and end, in bytes.
func (p *Pattern) FindAllStringIndex(text string, n int) [][]int {
	return p.compiled().FindAllStringIndex(text, n)
}

// FindAllStringSubmatch returns up to n matches with their groups.
func (p *Pattern) FindAllStringSubmatch(text string, n int) [][]string {
	return p.compiled().FindAllStringSubmatch(text, n)
}

// FindAllStringSubmatchIndex returns where up to n matches and their groups begin and end, in bytes.
func (p *Pattern) FindAllStringSubmatchIndex(text string, n int) [][]int {
	return p.compiled().FindAllStringSubmatchIndex(text, n)
}

// ReplaceAllString returns the text with each match replaced; $1 is the first group.
func (p *Pattern) ReplaceAllString(text, with string) string {
	return p.compiled().ReplaceAllString(text, with)
}
