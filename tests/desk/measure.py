"""Measures the way from loudspeaker to microphone at a rate that is asked for; prints it as JSON."""

import json
import sys

from simulator.lines.checkup import measure_room
from simulator.lines.desk import Desk
from simulator.lines.devices import DeviceWishes, choose_devices
from simulator.lines.stream import DuplexStream


def main() -> None:
    """Open the usual devices at the one rate that is given, as if they knew no other."""
    devices = choose_devices(DeviceWishes(), rates_hz=(int(sys.argv[1]),))
    stream = DuplexStream(devices)
    stream.start()
    desk = Desk(stream, None)
    measures = measure_room(desk)
    stream.close()
    echo = measures.echo
    found = {"rate": devices.sample_rate, "n_late": stream.spool.n_late, "n_dropped": stream.n_dropped}
    print(json.dumps(found | ({} if echo is None else {"delay": echo.delay, "level_db": echo.level_db})))


if __name__ == "__main__":
    main()
