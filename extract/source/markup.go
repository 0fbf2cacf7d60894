package source

import "regexp"

// What a text keeps of the web page it was copied from.
var (
	entity = regexp.MustCompile(`&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});`)
	markup = regexp.MustCompile(`\]\(|\]\[|</?[A-Za-z][^<>]*>`)
)

// Entity returns the first character entity in a text, such as &amp;, or an empty text.
func Entity(text string) string { return entity.FindString(text) }

// Markup returns the first tag, or part of a Markdown link, in a text, or an empty text.
func Markup(text string) string { return markup.FindString(text) }
