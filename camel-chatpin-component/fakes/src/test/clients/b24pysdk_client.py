"""The vendor's Python SDK: b24pysdk_client.py HTTPS_URL USER/CODE, with the SDK on PYTHONPATH."""
import sys
from urllib.parse import urlsplit

from b24pysdk import BitrixWebhook

url, token = sys.argv[1:]
webhook = BitrixWebhook(domain=urlsplit(url).netloc, webhook_token=token)


def must(condition, what, answer):
    if not condition:
        sys.exit(f"{what}: {answer}")
    print(f"ok - {what}")


answer = webhook.call_method("im.recent.pin", {"DIALOG_ID": "chat17", "PIN": "Y"})
must(answer["result"] is True, "pins", answer)

try:
    answer = webhook.call_method("im.recent.pin", {"DIALOG_ID": "seventeen"})
except Exception as error:
    answer = error
must("DIALOG_ID_EMPTY" in repr(answer) or "Dialog ID" in str(answer), "is told of an error by its code", answer)

answer = webhook.call_batch({f"c{i}": ("im.recent.pin", {"DIALOG_ID": f"chat{i}"}) for i in range(1, 41)})
must(list(answer["result"]["result"].values()) == [True] * 40, "pins a batch of forty", answer)

answer = webhook.call_method("im.recent.list", {"LIMIT": 50})
must(len(answer["result"]["items"]) >= 40, "reads the list", answer)
