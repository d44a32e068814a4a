"""The join page's first step in Streamlit; `step.json` beside this file holds what is asked."""

import json
from pathlib import Path

import streamlit as st

step = json.loads((Path(__file__).parent / "step.json").read_text(encoding="utf-8"))
benefits, characteristics = step["question"][0], step["question"][1]

st.title(step["title"])
st.write(step["why"])
with st.expander("Words used here"):
    for term in step["term"]:
        st.markdown(f"**{term['name']}** {term['meaning']}")
st.subheader(benefits["prompt"])
st.caption(benefits["hint"])
for option in benefits["option"]:
    st.checkbox(option["label"], key=option["key"], help=option["hint"])
st.subheader(characteristics["prompt"])
st.caption(characteristics["hint"])
for option in characteristics["option"]:
    numbers = range(1, characteristics["steps"] + 1)
    st.radio(option["label"], numbers, index=None, horizontal=True, key=option["key"], help=option["hint"])
if st.button("Next"):
    st.write("✓ Saved")
