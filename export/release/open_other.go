//go:build !unix

package release

import "os"

// openFile opens a plain file.
var openFile = os.OpenFile
