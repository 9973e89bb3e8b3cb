"""What can go wrong, as a tree that callers can catch at the height they need.

```
RehearsalError
├── InputError        (ValueError)    a file, option or text is not what was asked for    exit 2
│   ├── AudioFormatError              samples or an audio file that cannot be used
│   └── ConfigError                   a TOML file with a missing, unknown or absurd key
├── EngineError       (RuntimeError)  a recognizer or voice is missing or failed          exit 3
└── DeviceError       (RuntimeError)  no microphone, no loudspeaker, no PortAudio         exit 3
```
"""


class RehearsalError(Exception):
    """Anything that this program says went wrong; the message is one line that a person can act on."""

    exit_code = 1


class InputError(RehearsalError, ValueError):
    """The input or the command was wrong: what was wanted, what came, and the next step."""

    exit_code = 2


class AudioFormatError(InputError):
    """Audio that cannot be used as it is: empty, damaged, of the wrong shape, or not finite."""


class ConfigError(InputError):
    """A configuration file that names a wrong key or value: file, key, and what was expected."""


class EngineError(RehearsalError, RuntimeError):
    """A recognizer or a voice is not installed, cannot start, or failed."""

    exit_code = 3


class DeviceError(RehearsalError, RuntimeError):
    """There is no usable audio device, or it was lost."""

    exit_code = 3


def refusal(error: OSError) -> str:
    """Say what the system refused: which file, and why."""
    return f"{error.filename or 'a file'}: {error.strerror or error}"
