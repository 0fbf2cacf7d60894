// Package publication asks the addresses at which sources were published whether their text is still the one
// that was recorded.
//
// In go an address and what was recorded of it, out comes an Answer: the text is unchanged, changed, or gone,
// nothing was recorded, or the address could not be checked and why. The text of a page is compared, not its
// markup; a PDF is compared byte for byte. An address that does not answer is never called unchanged.
package publication

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"
)

// A State is what is known of an address after it was asked.
type State string

// The states of an address.
const (
	Unchanged   State = "unchanged"
	Changed     State = "changed"
	NotRecorded State = "not recorded" // it was read, and there is no record to compare it with
	Gone        State = "gone"         // the server says that there is no such page (404, 410)
	Unknown     State = "not checked"  // no answer that says anything of the text
)

// The limits of a Client whose own are zero.
const (
	DefaultTimeout  = 30 * time.Second
	DefaultMaxBytes = 32 << 20
	maxRedirects    = 5
	maxHeaderBytes  = 64 << 10
)

// A Client asks addresses. Its zero value is ready to use.
type Client struct {
	Transport http.RoundTripper // nil: connections of its own
	Timeout   time.Duration     // for one address, from the first byte sent to the last byte read
	MaxBytes  int64             // the largest page or file that is read, in bytes after decompression
	Agent     string            // what the client calls itself
}

// An Answer is what asking one address gave.
type Answer struct {
	URL       string
	State     State
	Redirects []string // each status and the address it leads to, in order
	Detail    string   // what changed, or why the address could not be checked
	Record    Record   // what to record of it; without a fingerprint where the address was not read
}

// Ask asks an address, with a conditional request where the record allows one, and compares what it answers
// with the record; a record without a fingerprint counts as missing. The error is that of a context that ended; every
// other trouble is a State with its Detail.
func (c Client) Ask(ctx context.Context, address string, recorded Record) (Answer, error) {
	answer := Answer{URL: address, State: Unknown}
	limited, cancel := context.WithTimeout(ctx, c.timeout())
	defer cancel()
	err := c.ask(limited, &answer, recorded)
	if ctx.Err() != nil {
		return answer, ctx.Err()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("no whole answer within %s", c.timeout())
	}
	if err != nil {
		answer.Detail = err.Error()
	}
	return answer, nil
}

func (c Client) ask(ctx context.Context, answer *Answer, recorded Record) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, answer.URL, nil)
	if err != nil {
		return err
	}
	request.Header.Set("User-Agent", c.Agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain")
	conditional := recorded.condition(request.Header)
	response, err := c.following(answer).Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	switch code := response.StatusCode; {
	case code == http.StatusNotModified && conditional:
		answer.State, answer.Record = Unchanged, recorded
		return nil
	case code == http.StatusNotFound, code == http.StatusGone:
		answer.State = Gone
		return fmt.Errorf("the server answers %s", response.Status)
	case code != http.StatusOK:
		return fmt.Errorf("the server answers %s; expected 200 OK", response.Status)
	}
	data, err := c.read(response)
	if err != nil {
		return err
	}
	found, err := record(answer.URL, response.Header, data)
	if err != nil {
		return err
	}
	answer.Record = found
	answer.State, answer.Detail = found.compare(recorded)
	return nil
}

func (c Client) timeout() time.Duration {
	if c.Timeout > 0 {
		return c.Timeout
	}
	return DefaultTimeout
}

// following returns a client that follows a few redirects, notes each in the answer, and never leaves https.
func (c Client) following(answer *Answer) *http.Client {
	transport := c.Transport
	if transport == nil {
		own := http.DefaultTransport.(*http.Transport).Clone()
		own.MaxResponseHeaderBytes, own.DisableKeepAlives = maxHeaderBytes, true
		transport = own
	}
	return &http.Client{Transport: transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		answer.Redirects = append(answer.Redirects, fmt.Sprintf("%d %s", next.Response.StatusCode, next.URL))
		switch {
		case len(via) > maxRedirects:
			return fmt.Errorf("more than %d redirects", maxRedirects)
		case next.URL.Scheme != "http" && next.URL.Scheme != "https":
			return fmt.Errorf("a redirect to the scheme %q; expected https", next.URL.Scheme)
		case next.URL.Scheme == "http" && via[len(via)-1].URL.Scheme == "https":
			return errors.New("a redirect from https to http, which is not followed")
		}
		return nil
	}}
}

// read returns the body of an answer, up to the limit of the client.
func (c Client) read(response *http.Response) ([]byte, error) {
	limit := c.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("the answer has more than %d bytes, the most that is read", limit)
	}
	return data, nil
}

// record describes what an address answered.
func record(address string, header http.Header, data []byte) (Record, error) {
	content := header.Get("Content-Type")
	if content == "" {
		content = http.DetectContentType(data)
	}
	media, _, err := mime.ParseMediaType(content)
	if err != nil && media == "" {
		return Record{}, fmt.Errorf("the content type %q: %w", content, err)
	}
	found := Record{URL: address, MediaType: media, ETag: header.Get("ETag"), LastModified: header.Get("Last-Modified")}
	switch media {
	case "text/html", "application/xhtml+xml", "text/plain":
		text, err := Text(data, content)
		if err != nil {
			return Record{}, err
		}
		if text == "" {
			return Record{}, errors.New("the page has no text to compare")
		}
		found.Words, found.Fingerprint = len(strings.Fields(text)), fingerprint([]byte(text))
	case "application/pdf":
		if !strings.HasPrefix(string(data), "%PDF-") {
			return Record{}, errors.New("the content type is application/pdf, and what was sent is not a PDF")
		}
		found.Bytes, found.Fingerprint = len(data), fingerprint(data)
	default:
		return Record{}, fmt.Errorf("the content type is %s; expected a page (text/html), text/plain or application/pdf", media)
	}
	return found, nil
}
