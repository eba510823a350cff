"""What pywa makes of WhatsApp deliveries: one JSON line in, one out.

In: {"secret", "body", "signature"}. Out: {"refused": status or null, "read": [what a handler was given]}.
"""

import json
import logging
import sys

from pywa import WhatsApp, handlers

# What it refuses, it also complains of; the answer says so already.
logging.getLogger("pywa").setLevel(logging.ERROR)


def oracle(secret):
    """A client that writes down what its handlers are given."""
    read = []
    client = WhatsApp(phone_id="900", token="none", server=None, verify_token="none", app_secret=secret)

    def note(kind, more):
        def given(_client, update):
            said = {"kind": kind, "id": update.id, "at": int(update.timestamp.timestamp()), **more(update)}
            read.append(said)

        return given

    def author(update):
        user = update.from_user
        return {"author": user.wa_id or user.bsuid, "name": user.name}

    def message(update):
        return {**author(update), "text": update.text or update.caption or "", "type": str(update.type.value)}

    client.add_handlers(
        handlers.MessageHandler(note("message", message)),
        handlers.CallbackButtonHandler(note("message", lambda u: {**author(u), "text": u.title, "type": str(u.type.value)})),
        handlers.CallbackSelectionHandler(note("message", lambda u: {**author(u), "text": u.title, "type": str(u.type.value)})),
        handlers.EditedMessageHandler(note("edit", lambda u: {**author(u), "post": u.original_message_id, "text": u.message.text})),
        handlers.DeletedMessageHandler(note("delete", lambda u: {**author(u), "post": u.original_message_id})),
        handlers.OutgoingMessageHandler(note("answer", lambda u: {"text": u.text, "to": u.to_user.wa_id})),
    )
    return client, read


for line in sys.stdin:
    asked = json.loads(line)
    body = asked["body"].encode()
    client, read = oracle(asked["secret"])
    refused = client.webhook_update_validator(body, asked["signature"])
    if refused is None:
        client.webhook_update_handler(body)
    print(json.dumps({"refused": refused and refused[1], "read": read}), flush=True)
