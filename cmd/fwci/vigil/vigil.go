// Package vigil lets the process that tidies up after a killed build wait for the end of that build before the rest
// of the program is set up: nearly every build ends well, and then it is not needed.
//
// It decides nothing: main starts the process and says what it does. It needs only the package os, so Go sets it up
// before most others, whose tables would cost each build a twentieth of its processor time.
package vigil

import (
	"io"
	"os"
)

// Argument is the first argument of that process. No command has this name; a build starts it.
const Argument = "watch-build"

func init() {
	if Asked() {
		_, _ = io.Copy(io.Discard, os.Stdin) // until the build closes it, however it ends
	}
}

// Asked reports whether this process is one that tidies up.
func Asked() bool { return len(os.Args) > 1 && os.Args[1] == Argument }
