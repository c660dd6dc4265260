"""Prints the address of the RSVP page in an email: rsvp_link.py EMAIL.eml"""
import email
import email.policy
import re
import sys

with open(sys.argv[1], 'rb') as file:
    text = email.message_from_binary_file(file, policy=email.policy.default).get_body(('plain',)).get_content()
print(re.search(r'https?://\S+/rsvp/[a-z2-7]{16}', text)[0])
