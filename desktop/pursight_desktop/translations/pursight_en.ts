<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>{n} minutes</source>
        <translation>
            <numerusform>{n} minute</numerusform>
            <numerusform>{n} minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours</source>
        <translation>
            <numerusform>{n} hour</numerusform>
            <numerusform>{n} hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} day</numerusform>
            <numerusform>{n} days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending {n} edits…</source>
        <translation>
            <numerusform>Sending {n} edit…</numerusform>
            <numerusform>Sending {n} edits…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits wait to be sent.</source>
        <translation>
            <numerusform>{n} edit waits to be sent.</numerusform>
            <numerusform>{n} edits wait to be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns accepted</source>
        <translation>
            <numerusform>Label of {n} column accepted</numerusform>
            <numerusform>Label of {n} columns accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns rejected</source>
        <translation>
            <numerusform>Label of {n} column rejected</numerusform>
            <numerusform>Label of {n} columns rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns changed to {label}</source>
        <translation>
            <numerusform>Label of {n} column changed to {label}</numerusform>
            <numerusform>Label of {n} columns changed to {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decision about {n} columns taken back</source>
        <translation>
            <numerusform>Decision about {n} column taken back</numerusform>
            <numerusform>Decision about {n} columns taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Risk of {n} violations accepted</source>
        <translation>
            <numerusform>Risk of {n} violation accepted</numerusform>
            <numerusform>Risk of {n} violations accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} violations opened again</source>
        <translation>
            <numerusform>{n} violation opened again</numerusform>
            <numerusform>{n} violations opened again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules switched on</source>
        <translation>
            <numerusform>{n} rule switched on</numerusform>
            <numerusform>{n} rules switched on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules paused</source>
        <translation>
            <numerusform>{n} rule paused</numerusform>
            <numerusform>{n} rules paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules retired</source>
        <translation>
            <numerusform>{n} rule retired</numerusform>
            <numerusform>{n} rules retired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets documented</source>
        <translation>
            <numerusform>{n} asset documented</numerusform>
            <numerusform>{n} assets documented</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of {n} assets removed</source>
        <translation>
            <numerusform>Owner of {n} asset removed</numerusform>
            <numerusform>Owner of {n} assets removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags of {n} assets changed</source>
        <translation>
            <numerusform>Tags of {n} asset changed</numerusform>
            <numerusform>Tags of {n} assets changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets tagged {tags}</source>
        <translation>
            <numerusform>{n} asset tagged {tags}</numerusform>
            <numerusform>{n} assets tagged {tags}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag {tags} removed from {n} assets</source>
        <translation>
            <numerusform>Tag {tags} removed from {n} asset</numerusform>
            <numerusform>Tag {tags} removed from {n} assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets described</source>
        <translation>
            <numerusform>{n} asset described</numerusform>
            <numerusform>{n} assets described</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Description of {n} assets removed</source>
        <translation>
            <numerusform>Description of {n} asset removed</numerusform>
            <numerusform>Description of {n} assets removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{owner} owns {n} assets</source>
        <translation>
            <numerusform>{owner} owns {n} asset</numerusform>
            <numerusform>{owner} owns {n} assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undone: {what}; {n} had been changed by others since, and stay</source>
        <translation>
            <numerusform>Undone: {what}; {n} had been changed by others since, and stays</numerusform>
            <numerusform>Undone: {what}; {n} had been changed by others since, and stay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits sent again</source>
        <translation>
            <numerusform>{n} edit sent again</numerusform>
            <numerusform>{n} edits sent again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits let go</source>
        <translation>
            <numerusform>{n} edit let go</numerusform>
            <numerusform>{n} edits let go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} results wait to be delivered.</source>
        <translation>
            <numerusform>One result waits to be delivered.</numerusform>
            <numerusform>{n} results wait to be delivered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag {n} assets</source>
        <translation>
            <numerusform>Tag one asset</numerusform>
            <numerusform>Tag {n} assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of {n} assets</source>
        <translation>
            <numerusform>Owner</numerusform>
            <numerusform>Owner of {n} assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Describe {n} assets</source>
        <translation>
            <numerusform>Describe</numerusform>
            <numerusform>Describe {n} assets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edits contradict somebody else&apos;s</source>
        <translation>
            <numerusform>edit contradicts somebody else&apos;s</numerusform>
            <numerusform>edits contradict somebody else&apos;s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edits were refused</source>
        <translation>
            <numerusform>edit was refused</numerusform>
            <numerusform>edits were refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>scans failed</source>
        <translation>
            <numerusform>scan failed</numerusform>
            <numerusform>scans failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sources report a problem</source>
        <translation>
            <numerusform>source reports a problem</numerusform>
            <numerusform>sources report a problem</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>deletions wait to be confirmed</source>
        <translation>
            <numerusform>deletion waits to be confirmed</numerusform>
            <numerusform>deletions wait to be confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>policy violations are open</source>
        <translation>
            <numerusform>policy violation is open</numerusform>
            <numerusform>policy violations are open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>columns wait for your decision</source>
        <translation>
            <numerusform>column waits for your decision</numerusform>
            <numerusform>columns wait for your decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more kinds</source>
        <translation>
            <numerusform>{n} more kind</numerusform>
            <numerusform>{n} more kinds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows looked at</source>
        <translation>
            <numerusform>{n} row looked at</numerusform>
            <numerusform>{n} rows looked at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} different values</source>
        <translation>
            <numerusform>{n} different value</numerusform>
            <numerusform>{n} different values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were decided by a person before and stay open: decide them one by one.</source>
        <translation>
            <numerusform>{n} was decided by a person before and stays open: decide it by itself.</numerusform>
            <numerusform>{n} were decided by a person before and stay open: decide them one by one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tables</source>
        <translation>
            <numerusform>{n} table</numerusform>
            <numerusform>{n} tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows</source>
        <translation>
            <numerusform>{n} row</numerusform>
            <numerusform>{n} rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The scan recognised what {n} columns of {subject} hold</source>
        <translation>
            <numerusform>The scan recognised what a column of {subject} holds</numerusform>
            <numerusform>The scan recognised what {n} columns of {subject} hold</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The rule {subject} failed on {failing} of {examined} rows</source>
        <translation>
            <numerusform>The rule {subject} failed on one of {examined} rows</numerusform>
            <numerusform>The rule {subject} failed on {failing} of {examined} rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} in {n} texts</source>
        <translation>
            <numerusform>{things} in {n} text</numerusform>
            <numerusform>{things} in {n} texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All {examined} values</source>
        <translation>
            <numerusform>The only value</numerusform>
            <numerusform>All {examined} values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes ago</source>
        <translation>
            <numerusform>{n} minute ago</numerusform>
            <numerusform>{n} minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours ago</source>
        <translation>
            <numerusform>{n} hour ago</numerusform>
            <numerusform>{n} hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days ago</source>
        <translation>
            <numerusform>{n} day ago</numerusform>
            <numerusform>{n} days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} months ago</source>
        <translation>
            <numerusform>{n} month ago</numerusform>
            <numerusform>{n} months ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} years ago</source>
        <translation>
            <numerusform>{n} year ago</numerusform>
            <numerusform>{n} years ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} minutes</source>
        <translation>
            <numerusform>in {n} minute</numerusform>
            <numerusform>in {n} minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} hours</source>
        <translation>
            <numerusform>in {n} hour</numerusform>
            <numerusform>in {n} hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} days</source>
        <translation>
            <numerusform>in {n} day</numerusform>
            <numerusform>in {n} days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} months</source>
        <translation>
            <numerusform>in {n} month</numerusform>
            <numerusform>in {n} months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} years</source>
        <translation>
            <numerusform>in {n} year</numerusform>
            <numerusform>in {n} years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets put into {domain}</source>
        <translation>
            <numerusform>{n} asset put into {domain}</numerusform>
            <numerusform>{n} assets put into {domain}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets taken out of their domain</source>
        <translation>
            <numerusform>{n} asset taken out of its domain</numerusform>
            <numerusform>{n} assets taken out of their domain</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Domain of {n} assets</source>
        <translation>
            <numerusform>Domain of {n} asset</numerusform>
            <numerusform>Domain of {n} assets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActivityScreen</name>
    <message numerus="yes">
        <source>{n} entries were written to {path}</source>
        <translation>
            <numerusform>{n} entry was written to {path}</numerusform>
            <numerusform>{n} entries were written to {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditSection</name>
    <message numerus="yes">
        <source>{n} entries</source>
        <translation>
            <numerusform>{n} entry</numerusform>
            <numerusform>{n} entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} places in all. Export the log now, and keep the file.</source>
        <translation>
            <numerusform>{n} place in all. Export the log now, and keep the file.</numerusform>
            <numerusform>{n} places in all. Export the log now, and keep the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The log holds: {n} entries, each goes on from the one before it. Verified at {time}.</source>
        <translation>
            <numerusform>The log holds: {n} entry. Verified at {time}.</numerusform>
            <numerusform>The log holds: {n} entries, each goes on from the one before it. Verified at {time}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} heads were written to {path}</source>
        <translation>
            <numerusform>{n} head was written to {path}</numerusform>
            <numerusform>{n} heads were written to {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BeginSheet</name>
    <message numerus="yes">
        <source>{n} chosen</source>
        <translation>
            <numerusform>{n} chosen</numerusform>
            <numerusform>{n} chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckSheet</name>
    <message numerus="yes">
        <source>Compare with the {n} heads that this console has kept</source>
        <translation>
            <numerusform>Compare with the {n} head that this console has kept</numerusform>
            <numerusform>Compare with the {n} heads that this console has kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} entries.</source>
        <translation>
            <numerusform>{n} entry.</numerusform>
            <numerusform>{n} entries.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} signed heads hold.</source>
        <translation>
            <numerusform>{n} signed head holds.</numerusform>
            <numerusform>{n} signed heads hold.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} entries after the last head are not signed yet.</source>
        <translation>
            <numerusform>{n} entry after the last head is not signed yet.</numerusform>
            <numerusform>{n} entries after the last head are not signed yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DomainsSection</name>
    <message numerus="yes">
        <source>{n} sources</source>
        <translation>
            <numerusform>{n} source</numerusform>
            <numerusform>{n} sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets</source>
        <translation>
            <numerusform>{n} asset</numerusform>
            <numerusform>{n} assets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmergencySection</name>
    <message numerus="yes">
        <source>{n} people</source>
        <translation>
            <numerusform>{n} person</numerusform>
            <numerusform>{n} people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} times in 30 days</source>
        <translation>
            <numerusform>{n} time in 30 days</numerusform>
            <numerusform>{n} times in 30 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EstatePanel</name>
    <message numerus="yes">
        <source>{n} schemas</source>
        <translation>
            <numerusform>{n} schema</numerusform>
            <numerusform>{n} schemas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} columns</source>
        <translation>
            <numerusform>{n} column</numerusform>
            <numerusform>{n} columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message numerus="yes">
        <source>{n} rows</source>
        <translation>
            <numerusform>{n} row</numerusform>
            <numerusform>{n} rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} columns</source>
        <translation>
            <numerusform>{n} column</numerusform>
            <numerusform>{n} columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} open violations</source>
        <translation>
            <numerusform>{n} open violation</numerusform>
            <numerusform>{n} open violations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveSheet</name>
    <message numerus="yes">
        <source>{n} edits are only on this machine. Deleting the copy loses them.</source>
        <translation>
            <numerusform>{n} edit is only on this machine. Deleting the copy loses it.</numerusform>
            <numerusform>{n} edits are only on this machine. Deleting the copy loses them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits were saved to {path}</source>
        <translation>
            <numerusform>{n} edit was saved to {path}</numerusform>
            <numerusform>{n} edits were saved to {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfRequests</name>
    <message numerus="yes">
        <source>{n} columns</source>
        <translation>
            <numerusform>{n} column</numerusform>
            <numerusform>{n} columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelationsSection</name>
    <message numerus="yes">
        <source>{n} keys</source>
        <translation>
            <numerusform>{n} key</numerusform>
            <numerusform>{n} keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestPane</name>
    <message numerus="yes">
        <source>{n} that you do not see</source>
        <translation>
            <numerusform>{n} that you do not see</numerusform>
            <numerusform>{n} that you do not see</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} day</numerusform>
            <numerusform>{n} days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestSheet</name>
    <message numerus="yes">
        <source>Asked. {n} people can decide it.</source>
        <translation>
            <numerusform>Asked. {n} person can decide it.</numerusform>
            <numerusform>Asked. {n} people can decide it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesSection</name>
    <message numerus="yes">
        <source>holds in {n} rows</source>
        <translation>
            <numerusform>holds in {n} row</numerusform>
            <numerusform>holds in {n} rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SimulationSheet</name>
    <message numerus="yes">
        <source>{n} more</source>
        <translation>
            <numerusform>{n} more</numerusform>
            <numerusform>{n} more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} people lose something.</source>
        <translation>
            <numerusform>{n} person loses something.</numerusform>
            <numerusform>{n} people lose something.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} people gain something.</source>
        <translation>
            <numerusform>{n} person gains something.</numerusform>
            <numerusform>{n} people gain something.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>{n} problems</source>
        <translation>
            <numerusform>{n} problem</numerusform>
            <numerusform>{n} problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits not yet sent</source>
        <translation>
            <numerusform>{n} edit not yet sent</numerusform>
            <numerusform>{n} edits not yet sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ToReviewList</name>
    <message numerus="yes">
        <source>{n} decided.</source>
        <translation>
            <numerusform>{n} decided.</numerusform>
            <numerusform>{n} decided.</numerusform>
        </translation>
    </message>
</context>
</TS>
