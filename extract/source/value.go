package source

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// IsDate knows the days of the calendar, written YYYY-MM-DD (ISO 8601).
func IsDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// host is a name of the domain name system, or an address of IP version 4 or 6.
var host = regexp.MustCompile(`^(?:(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?|[0-9a-fA-F:]*:[0-9a-fA-F:.]+)$`)

// percent is a percent sign that no two hexadecimal digits follow.
var percent = regexp.MustCompile(`%(?:$|[^0-9A-Fa-f]|[0-9A-Fa-f](?:$|[^0-9A-Fa-f]))`)

// CheckAddress returns what is wrong with the address of a web page (RFC 3986, with http or https as the
// scheme and a host), "" when nothing is. The answer begins with "; " and completes a message.
func CheckAddress(text string) string {
	for _, r := range text {
		if r <= ' ' || r > '~' || strings.ContainsRune("<>\"{}|\\^`", r) {
			return fmt.Sprintf("; the character %q is not allowed in an address: write it as %s", r, url.PathEscape(string(r)))
		}
	}
	address, err := url.Parse(text)
	switch {
	case err != nil || percent.MatchString(text):
		return "; it is not well-formed"
	case address.Scheme != "http" && address.Scheme != "https" || !strings.HasPrefix(text, address.Scheme+"://"):
		return "; it does not begin with http:// or https://"
	case address.User != nil:
		return "; it has a user name, which is never published"
	case !host.MatchString(address.Hostname()):
		return fmt.Sprintf("; its host is %q", address.Host)
	}
	if port := address.Port(); port != "" {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return fmt.Sprintf("; its port is %q", port)
		}
	}
	return ""
}
