package publication_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/fwci-open-data/fwci/extract/publication"
)

const page = "<!doctype html><title>IT Specialist</title><body><h1>IT&nbsp;Specialist</h1><p>Does work.<script>var token = 1</script>"

// handlers are the ways in which a server may answer.
var handlers = map[string]http.HandlerFunc{
	"/page":    html(page),
	"/again":   html("<html><head><title>IT  Specialist</title><style>p{}</style></head><body class=new>\n<div><h1>IT Specialist</h1></div><p>Does\u200b <b>wo</b>rk.</p><script>var token = 2</script></body></html>"),
	"/changed": html(strings.Replace(page, "Does work", "Does other work", 1)),
	"/empty":   html("<body><script>render()</script>"),
	"/deep":    html(strings.Repeat("<div>", 2000) + "x"),
	"/tagged": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		html(page)(w, r)
	},
	"/dated": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT")
		if r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		html(page)(w, r)
	},
	"/never-asked": status(http.StatusNotModified),
	"/missing":     status(http.StatusNotFound),
	"/gone":        status(http.StatusGone),
	"/forbidden":   status(http.StatusForbidden),
	"/later":       status(http.StatusTooManyRequests),
	"/broken":      status(http.StatusInternalServerError),
	"/part":        status(http.StatusPartialContent),
	"/none":        status(http.StatusNoContent),
	"/slow":        func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	"/drip": func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, "word ")
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	},
	"/endless": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for block := []byte(strings.Repeat("word ", 1<<12)); r.Context().Err() == nil; {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	},
	"/bomb": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for block := make([]byte, 1<<16); r.Context().Err() == nil; {
			if _, err := z.Write(block); err != nil {
				return
			}
		}
	},
	"/cut": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, page)
	},
	"/headers": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 1<<17))
		html(page)(w, r)
	},
	"/pdf":        typed("application/pdf", "%PDF-1.7\nthe standard"),
	"/pdf-new":    typed("application/pdf", "%PDF-1.7\nthe newer standard"),
	"/not-pdf":    typed("application/pdf", "<html>Sorry"),
	"/image":      typed("image/png", "\x89PNG"),
	"/odd-type":   typed("text/html; charset", page),
	"/plain":      typed("text/plain; charset=iso-8859-1", "caf\xe9  <b>\n"),
	"/moved":      redirect(http.StatusMovedPermanently, "/further"),
	"/further":    redirect(http.StatusFound, "/page"),
	"/circle":     redirect(http.StatusFound, "/circle"),
	"/to-file":    redirect(http.StatusFound, "file:///etc/passwd"),
	"/to-missing": redirect(http.StatusFound, "/missing"),
}

func html(text string) http.HandlerFunc { return typed("text/html; charset=utf-8", text) }

func typed(content, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", content)
		fmt.Fprint(w, text)
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func redirect(code int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, code) }
}

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handlers[r.URL.Path](w, r)
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return server
}

func ask(t *testing.T, c publication.Client, address string, recorded publication.Record) publication.Answer {
	t.Helper()
	answer, err := c.Ask(t.Context(), address, recorded)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// Each server, asked with the record of another of its addresses, or with none.
func TestAsk(t *testing.T) {
	server := serve(t)
	client := publication.Client{Timeout: 10 * time.Second, MaxBytes: 1 << 20}
	for _, test := range []struct {
		path, recorded string
		state          publication.State
		detail         string // what the detail holds
	}{
		{"/page", "", publication.NotRecorded, "a text of 6 words"},
		{"/page", "/page", publication.Unchanged, ""},
		{"/again", "/page", publication.Unchanged, ""},
		{"/changed", "/page", publication.Changed, "a text of 7 words now; a text of 6 words when it was recorded"},
		{"/tagged", "/tagged", publication.Unchanged, ""},
		{"/dated", "/dated", publication.Unchanged, ""},
		{"/never-asked", "", publication.Unknown, "the server answers 304 Not Modified"},
		{"/never-asked", "/page", publication.Unknown, "the server answers 304 Not Modified"},
		{"/missing", "/page", publication.Gone, "the server answers 404 Not Found"},
		{"/gone", "", publication.Gone, "the server answers 410 Gone"},
		{"/to-missing", "/page", publication.Gone, "the server answers 404 Not Found"},
		{"/forbidden", "/page", publication.Unknown, "the server answers 403 Forbidden; expected 200 OK"},
		{"/later", "/page", publication.Unknown, "the server answers 429 Too Many Requests; expected 200 OK"},
		{"/broken", "/page", publication.Unknown, "the server answers 500 Internal Server Error; expected 200 OK"},
		{"/part", "/page", publication.Unknown, "the server answers 206 Partial Content; expected 200 OK"},
		{"/none", "/page", publication.Unknown, "the server answers 204 No Content; expected 200 OK"},
		{"/endless", "/page", publication.Unknown, "the answer has more than 1048576 bytes"},
		{"/bomb", "/page", publication.Unknown, "the answer has more than 1048576 bytes"},
		{"/cut", "/page", publication.Unknown, "reading the answer: unexpected EOF"},
		{"/headers", "/page", publication.Unknown, "server response headers exceeded 65536 bytes"},
		{"/empty", "/page", publication.Unknown, "the page has no text to compare"},
		{"/deep", "/page", publication.Unknown, "the markup of the page: "},
		{"/pdf", "/pdf", publication.Unchanged, ""},
		{"/pdf-new", "/pdf", publication.Changed, "a PDF of 27 bytes now; a PDF of 21 bytes when it was recorded"},
		{"/pdf", "/page", publication.Changed, "application/pdf now; text/html when it was recorded"},
		{"/not-pdf", "/pdf", publication.Unknown, "what was sent is not a PDF"},
		{"/image", "/page", publication.Unknown, "the content type is image/png; expected a page"},
		{"/odd-type", "/page", publication.Unchanged, ""},
		{"/plain", "", publication.NotRecorded, "a text of 2 words"},
		{"/moved", "/page", publication.Unchanged, ""},
		{"/circle", "/page", publication.Unknown, "more than 5 redirects"},
		{"/to-file", "/page", publication.Unknown, `a redirect to the scheme "file"; expected https`},
	} {
		recorded := publication.Record{}
		if test.recorded != "" {
			recorded = ask(t, client, server.URL+test.recorded, recorded).Record
		}
		answer := ask(t, client, server.URL+test.path, recorded)
		if answer.State != test.state || !strings.Contains(answer.Detail, test.detail) || test.detail == "" && answer.Detail != "" {
			t.Errorf("%s with the record of %q is %s: %q; expected %s: %q", test.path, test.recorded, answer.State, answer.Detail, test.state, test.detail)
		}
		read := test.state == publication.Unchanged || test.state == publication.Changed || test.state == publication.NotRecorded
		if hasRecord := answer.Record.Fingerprint != ""; hasRecord != read {
			t.Errorf("%s is %s and has the record %+v", test.path, answer.State, answer.Record)
		}
	}
}

// A server that does not answer in time, at once or word by word, is left.
func TestAskSlow(t *testing.T) {
	server := serve(t)
	for _, path := range []string{"/slow", "/drip"} {
		answer := ask(t, publication.Client{Timeout: 100 * time.Millisecond}, server.URL+path, publication.Record{})
		if answer.State != publication.Unknown || answer.Detail != "no whole answer within 100ms" {
			t.Errorf("%s is %s: %q", path, answer.State, answer.Detail)
		}
	}
}

// The end of the caller's context is an error, not a statement about the page.
func TestAskStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if answer, err := (publication.Client{}).Ask(ctx, serve(t).URL+"/slow", publication.Record{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped question gives %+v, error %v", answer, err)
	}
}

// Every step of a redirect is shown.
func TestAskShowsRedirects(t *testing.T) {
	server := serve(t)
	answer := ask(t, publication.Client{}, server.URL+"/moved", publication.Record{})
	want := fmt.Sprintf("[301 %[1]s/further 302 %[1]s/page]", server.URL)
	if got := fmt.Sprint(answer.Redirects); got != want {
		t.Errorf("the redirects are %s; expected %s", got, want)
	}
}

// A certificate that no authority signed, a way from https back to http, and an address without a server.
func TestAskTroubleOfConnections(t *testing.T) {
	plain := serve(t)
	secure := httptest.NewUnstartedServer(redirect(http.StatusFound, plain.URL+"/page"))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, test := range []struct {
		name, url, detail string
		client            publication.Client
	}{
		{"an unknown authority", secure.URL, "certificate signed by unknown authority", publication.Client{}},
		{"https to http", secure.URL, "a redirect from https to http, which is not followed", publication.Client{Transport: secure.Client().Transport}},
		{"http where https answers", strings.Replace(secure.URL, "https:", "http:", 1), "the server answers 400 Bad Request", publication.Client{}},
		{"https where http answers", strings.Replace(plain.URL, "http:", "https:", 1), "server gave HTTP response to HTTPS client", publication.Client{}},
		{"no server", closed.URL, "connection refused", publication.Client{}},
		{"no host", "http://", "no Host in request URL", publication.Client{}},
		{"no address", "http://%zz", "invalid URL escape", publication.Client{}},
		{"another scheme", "ftp://127.0.0.1/x", "unsupported protocol scheme", publication.Client{}},
	} {
		answer := ask(t, test.client, test.url, publication.Record{})
		if answer.State != publication.Unknown || !strings.Contains(answer.Detail, test.detail) {
			t.Errorf("%s is %s: %q; expected %q", test.name, answer.State, answer.Detail, test.detail)
		}
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct{ name, content, in, want string }{
		{"inline elements part no words", "text/html", "<p>a<b>b</b>c<p>d<br>e", "abc d e"},
		{"entities", "text/html", "a &amp; b &lt;c&gt; &eacute;&nbsp;", "a & b <c> é"},
		{"scripts, styles, templates, comments", "text/html", "a <script>b</script><style>c</style><template>d</template><!-- e --><noscript>f</noscript>g", "a g"},
		{"attributes and hidden values", "text/html", `<input type=hidden value=x><a href="?token=1">a</a>`, "a"},
		{"unclosed markup", "text/html", "<p>a<table><tr><td>b<", "a b<"},
		{"the encoding of the header", "text/html; charset=windows-1252", "don\x92t", "don’t"},
		{"the encoding of the page", "text/html", "<meta charset=iso-8859-1>caf\xe9", "café"},
		{"bytes that are no UTF-8", "text/html; charset=utf-8", "a\xffb", "a\ufffdb"},
		{"composed and decomposed letters", "text/html; charset=utf-8", "cafe\u0301 café", "café café"},
		{"plain text keeps what looks like markup", "text/plain; charset=utf-8", "a <b>\r\n\tc\u00ad ", "a <b> c"},
		{"nothing", "text/html", "", ""},
	} {
		got, err := publication.Text([]byte(test.in), test.content)
		if err != nil || got != test.want {
			t.Errorf("%s: %q, error %v; expected %q", test.name, got, err, test.want)
		}
	}
}

// FuzzText: any bytes give a text with single spaces, or an error.
func FuzzText(f *testing.F) {
	for _, seed := range []string{page, "<svg><p>", "<meta charset=utf-16>", "\x00\xff", "<plaintext><b>", "<frameset><noframes>x"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, content := range []string{"text/html", "text/plain", "text/html; charset=shift_jis"} {
			text, err := publication.Text(data, content)
			if err == nil && text != strings.Join(strings.Fields(text), " ") {
				t.Errorf("the text %q has more than single spaces", text)
			}
		}
	})
}

func TestLock(t *testing.T) {
	sum := "sha256:" + strings.Repeat("0", 64)
	lock := publication.Lock{Addresses: []publication.Record{
		{URL: "https://b.example/?x=1&y=2", MediaType: "application/pdf", Fingerprint: sum, Bytes: 7},
		{URL: "https://a.example/", MediaType: "text/html", Fingerprint: sum, Words: 3, ETag: `W/"<1>"`, LastModified: "Sat"},
	}}
	text, err := lock.Format()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "x=1&y=2") || strings.Index(string(text), "a.example") > strings.Index(string(text), "b.example") {
		t.Errorf("the records are not sorted or not plain:\n%s", text)
	}
	read, err := publication.ParseLock("lock", text)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range lock.Addresses {
		if got := read.Of(want.URL); got != want {
			t.Errorf("read %+v; expected %+v", got, want)
		}
	}
	if got := read.Of("https://c.example/"); got != (publication.Record{}) {
		t.Errorf("an address without a record has %+v", got)
	}
	for name, test := range map[string][2]string{
		"nothing":            {"", "lock:1:1: the document is empty"},
		"null":               {"null", "lock:1:1: the file is null; expected an object"},
		"a list":             {"[]", "lock:1:1: the file is a list; expected an object"},
		"an unknown member":  {`{"addresses": [], "x": 1}`, `lock:1:19: unknown name "x"`},
		"text after it":      {"{\"addresses\": []}\nx", "lock:2:1: more text after the JSON value"},
		"no fingerprint":     {`{"addresses": [{"url": "https://a.example/"}]}`, `lock:1:16: the address "https://a.example/" has the fingerprint ""; expected sha256: and 64 hex digits`},
		"no address":         {`{"addresses": [{"fingerprint": "` + sum + `"}]}`, `the address "" has the fingerprint`},
		"an address twice":   {`{"addresses": [{"url": "u", "fingerprint": "` + sum + `"}, {"url": "u", "fingerprint": "` + sum + `"}]}`, "lock:1:128: the address u is recorded twice"},
		"a conflict of git":  {"{\n  \"addresses\": [\n<<<<<<< HEAD\n", "lock:3:1: not JSON"},
		"a wrong text value": {`{"addresses": [{"url": 1}]}`, `lock:1:24: url is a number "1"; expected text`},
	} {
		if _, err := publication.ParseLock("lock", []byte(test[0])); err == nil || !strings.Contains(err.Error(), test[1]) || !strings.Contains(err.Error(), `restore the file, or begin with {"addresses": []} [sources-lock]`) {
			t.Errorf("%s: error %v; expected %q", name, err, test[1])
		}
	}
}
