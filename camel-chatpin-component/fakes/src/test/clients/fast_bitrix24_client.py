"""fast_bitrix24: fast_bitrix24_client.py HTTPS_WEBHOOK_URL, with the library on PYTHONPATH."""
import sys

from fast_bitrix24 import Bitrix

bitrix = Bitrix(sys.argv[1], verbose=False, ssl=False)


def must(condition, what, answer):
    if not condition:
        sys.exit(f"{what}: {answer}")
    print(f"ok - {what}")


answer = bitrix.call("im.recent.pin", {"DIALOG_ID": "chat17", "PIN": "Y"}, raw=True)
must(answer["result"] is True, "pins", answer)

pins = [{"DIALOG_ID": f"chat{i}"} for i in range(1, 301)]
answer = bitrix.call("im.recent.pin", pins)
must(len(answer) == 300, "sends three hundred pins in batches", answer)

answer = bitrix.get_all("server.time")
must(bool(answer), "reads the server's time", answer)
