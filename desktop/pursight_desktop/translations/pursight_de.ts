<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>Sending {n} edits…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits wait to be sent.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns accepted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns rejected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns changed to {label}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decision about {n} columns taken back</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Risk of {n} violations accepted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} violations opened again</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules switched on</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules paused</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules retired</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets documented</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of {n} assets removed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags of {n} assets changed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets tagged {tags}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag {tags} removed from {n} assets</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets described</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Description of {n} assets removed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{owner} owns {n} assets</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Undone: {what}; {n} had been changed by others since, and stay</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Reverted: documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverted: decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverted: decision taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverted: state of a rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverted: acceptance of a risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your version is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their version stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} edits sent again</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits let go</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to send: it was settled already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your edited version is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} results wait to be delivered.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag {n} assets</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of {n} assets</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Describe {n} assets</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edits contradict somebody else&apos;s</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edits were refused</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>scans failed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sources report a problem</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>deletions wait to be confirmed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>policy violations are open</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>columns wait for your decision</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more kinds</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows looked at</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} different values</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tables</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The scan recognised what {n} columns of {subject} hold</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The rule {subject} failed on {failing} of {examined} rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} in {n} texts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All {examined} values</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} months ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} years ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} hours</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} months</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} years</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AcceptSheet</name>
    <message>
        <source>Accept the risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it may stay so; kept with the violation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy of the catalog stays on this machine, encrypted, with edits that wait to be sent. Nothing is sent or received until you sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a day as Qt writes it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <comment>a day as Qt writes it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed the documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found it changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found it renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>did not find it any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found what it holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decided what it holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took the decision back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrote a rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed a rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found a rule broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found a rule kept again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not check a rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found a violation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed a violation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted the risk of a violation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opened a violation again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scored its quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivityScreen</name>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write what is filtered as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalog and classification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules, policies, quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources, scans, agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People and devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 3 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the log is as you filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that people, agents and the server do is written down here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} entries were written to {path}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: the first {n} entries were written to {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivitySection</name>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not see the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your roles do not include activity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What people and scans change here is listed with who, when and what.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set back to what it was before</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgentPane</name>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announced sources: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. Where it runs, an administrator adds one: pursight agent sources add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Agents</name>
    <message>
        <source>Revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its store for results is {part} % full: {used} of {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stops scanning when the store is full; nothing is dropped. Does it reach the server?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are sent by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its clock is {span} ahead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its clock is {span} late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let its machine keep time; PurSight corrects for it meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not been heard of for {span}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is its machine on, and does it reach the server? Scans wait until it is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is allowed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgentsScreen</name>
    <message>
        <source>Agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrol an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke the agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That agent is not in your copy any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An agent is a small service beside your data. It reads databases and files where they are; only what it learned about them comes here, never their content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No agents yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stops scanning for good, and what it has not delivered stays with it. What it found so far stays in the catalog. This cannot be undone; the machine can be enrolled again as a new agent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is trusted no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrol an agent (N)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Alike</name>
    <message>
        <source>Alike and undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide all of these together with this column (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide all alike columns together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} with the same name and finding; tick what to decide together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Asset</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in new tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AssetView</name>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and relations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not in the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was removed, or you may no longer see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the catalog</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Breadcrumb</name>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Tag…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your roles do not let you write in the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all} selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkSheet</name>
    <message>
        <source>{names} and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CatalogView</name>
    <message>
        <source>Assets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local copy is being filled; the first sources come in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sources yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog fills with what scans find. Enrol an agent beside your data, then register a source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing fits these filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take one away above, or all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scans have found nothing of this kind here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in new tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only what is below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangesCard</name>
    <message>
        <source>Since your last visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {n} in the activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has changed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What people and scans change will be listed here by day.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove {name} (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassificationSection</name>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why, if it is not plain from the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another label…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change label (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not see classifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your roles do not include them. A system administrator can give you the role of a data steward.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not classified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next scan of this source looks at it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your roles do not let you decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scan changes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verdict} by {name}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A later scan is sure of something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan found nothing sensitive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan found: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>applied by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a person decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too little to suggest it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sure}, {share}; {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told without a single value: the scan counts, it takes nothing along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found by the scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does {name} hold?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Codes</name>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race ethnicity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Religion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nationality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marital status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Political opinion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sexual orientation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trade union</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>US SSN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>National ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Driver license</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NPI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voter ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credit card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card security code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card expiry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IBAN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SWIFT BIC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank routing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crypto wallet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credit score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medical record number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ICD code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blood type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insurance ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JWT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection string</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Username</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Social handle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IP address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cookie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPS coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>License plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biometric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free text PII</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demographic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Government ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Public</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cataloged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partitioned table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Materialized view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postgresql</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniqueness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freshness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discovering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data steward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held deletion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fqn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColumnSummary</name>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} decided {when}: {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan found nothing sensitive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan is {sure} ({share}): {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} different values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CopyCard</name>
    <message>
        <source>Fetch it all again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As on the server at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usable offline until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is fetched from the server again; what is here stays usable until then, and edits that wait are kept. This is rarely needed: the copy is checked against the server whenever it is brought up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the copy again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy is being fetched again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists of what was skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held deletions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries of the log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DecidingBar</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} picked · Esc lets go</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DefectSheet</name>
    <message>
        <source>This is a fault of PurSight, not of yours. What you wrote is kept, and you can go on. The text below helps us to mend it; it holds no data of your sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Defects</name>
    <message>
        <source>Something went wrong again; the log says more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DescribeSheet</name>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they hold and what they are for; Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of them have a description, which this replaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save description</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>What the scan saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} · {sure}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan kept no reasons; only what stands around it can help.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DevicesCard</name>
    <message>
        <source>Asking the server…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last seen {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It deletes its copy of the catalog as soon as it reaches the server, edits that it has not sent too. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is revoked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiagnosticsCard</name>
    <message>
        <source>A file for whoever looks into a fault: versions, how the sync stands, the last lines of the log. Names of assets, addresses and secrets are left out. It is written to this machine and sent nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the bundle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiffLabel</name>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: before {gone}; after {new}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditSheet</name>
    <message>
        <source>Now: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commas between them. {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commas between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditableText</name>
    <message>
        <source>Edit (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnrolSheet</name>
    <message>
        <source>Enrol an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An agent runs beside the data and looks at it there. It needs a token once, to prove that it is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents of a group can stand in for each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That use this one token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New machine in Frankfurt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a token</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryPane</name>
    <message>
        <source>All about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All entries about the same (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open what it is about (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set back what was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>This is a fault of PurSight, not of yours. Nothing you wrote is lost. The text below helps us to mend it; it holds no data of your sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EstatePanel</name>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open violations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the columns hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sensitive they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality by source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open violations by severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No labels yet; a scan with classification finds them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No columns yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scores yet; they come with rules and scans.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None. Every policy is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} schemas</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{share} have an owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} columns</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>of 100, mean of tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} high or critical</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Documentation changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found for the first time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan found {subject} for the first time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed at the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan found that {subject} has changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renamed at the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan found that {old_fqn} is now called {fqn}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone from the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{subject} is no longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back at the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan found {subject} again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletion held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Much of {subject} vanished at once: a person decides whether it is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletion confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} confirmed that what vanished from {subject} is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletion rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} kept what had vanished from {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletion no longer held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What had vanished from {subject} is there again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognised by a scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classification decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality scored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} defined the rule {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule {subject} holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule {subject} could not be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policies installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} installed policies that come with PurSight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} defined the policy {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy reworded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} worded the policy {subject} anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy switched on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violation found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{subject} is not as the policy {policy} wants it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violation closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{subject} is as its policy wants it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} accepted the risk that {subject} is not as its policy wants it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk no longer accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} no longer accepts the risk of {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} registered the source {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} edited the source {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source in another state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source archived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} archived the source {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan offered to an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan of {subject} was offered to an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan accepted by an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} accepted the scan of {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} began to scan {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan waits again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan of {subject} waits for an agent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan of {subject} is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan of {subject} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan of {subject} was cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan to be cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to cancel the scan of {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report quarantined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report of {subject} was put aside: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrolment token issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} issued a token for agents of the group {agent_group}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agent {subject} was enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources announced by an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} announced the sources that it can reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} revoked the agent {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} added {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person let in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} let {subject} in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person locked out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} locked {subject} out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password of {subject} was changed by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in as {subject} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A session of {who} ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Console made known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} made the console {subject} known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Console revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} revoked the console {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation founded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} founded the organisation {subject}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} renamed the organisation from {old_name} to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an asset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the organisation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>{values} had the form of {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{values} had the form and the right check digits of {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{values} stood in the dictionary of {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{values} read like {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{values} looked like {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column&apos;s type fits {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values contradict the name: {values} could be {things} at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does {name} hold?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does {name} hold {things}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{things} in {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognised: {list}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form is the one used in {country}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>very sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fairly sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few different values for {things}, whatever the name says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{values} read as {things} to the language recogniser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column&apos;s comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose} speaks against {things}: {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose} speaks against {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose} says {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose} suggests {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>few of the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{matched} of {examined} values ({share})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only {matched} of {examined} values ({share})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none of {examined}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of {examined} values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FacetPanel</name>
    <message>
        <source>Facets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may be missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality {n} of 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scored {when}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filling</name>
    <message>
        <source>Your copy is being filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can look around already; lists and counts grow as it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the copy is filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of about {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>85 % and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>70 to 85 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below 70 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any confidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Filter by name or description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also show what the newest scans did not find any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} columns</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} open violations</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Seen {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Histogram from {low} to {high}, {n} values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Search results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Decide which text stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your words are kept; see why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Very much vanished from a source at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the scans were not sure about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dddd, dd MMMM</source>
        <comment>a day as Qt writes it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dd MMMM yyyy</source>
        <comment>a day as Qt writes it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>The catalog is being fetched. What is here already can be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The estate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no data source yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An agent runs beside the data and reads it there; only numbers and names leave. Enrol one, then register what it shall scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrol an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register a source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline; as the server had it {ago}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message>
        <source>Jump to anything ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyHint</name>
    <message>
        <source>Shortcut {keys}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelChooser</name>
    <message>
        <source>Change label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label, category or sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ ↓ to move · Enter to choose · Esc to leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a label of your own</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LooksCard</name>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes when the console is opened again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NeedsCard</name>
    <message>
        <source>What needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing so far; the catalog is still being fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No reviews, no conflicts, no failed scans, no open violations.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Neighbours</name>
    <message>
        <source>Its neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns of the same table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside it in {table}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what it holds and what it is for. Markdown; press Enter to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has described it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source says: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schemas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnSheet</name>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person or a team; empty for nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set owner</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnerField</name>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person or a team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make {name} the owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the owner</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Jump to a table, a column, a screen, an action…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing fits. Fewer letters find more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a new tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>actions only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseDoor</name>
    <message>
        <source>Choose a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} So the keys of this console are kept in a file that only a passphrase opens. It is asked for at each start; nobody can recover it for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase opens your local copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least {n} characters; several words in a row are easy to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemPane</name>
    <message>
        <source>Conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acceptance of a risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The risk is not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The risk is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No decision: what scans find counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not hold what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds {things}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you edited is gone, or you may not see it any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} changed it on {when}, before your edit arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed it before your edit arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemsScreen</name>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all of this kind (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{conflicts} in conflict, {refused} refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When somebody else changes what you have changed, or the server refuses an edit, it waits here with both texts. Nothing you write is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine ({n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take theirs ({n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send your own of all that are selected (M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let your own of all that are selected go (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take theirs, or discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileSection</name>
    <message>
        <source>No profile yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scans count values without taking any; the next scan fills this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows looked at, {all}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{yes} true, {no} false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truth values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A is a capital letter, a a small one, 9 a digit; ~ says that more of them follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What values look like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How values are spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The least and the greatest are withheld: they would show a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greatest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan by scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last {n} scans</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuantileBox</name>
    <message>
        <source>Quantiles: {list}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Columns that wait for a decision</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegisterSheet</name>
    <message>
        <source>Register a source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No agent announces a source that is not registered yet. Set one up where an agent runs: pursight agent sources add. It appears here by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announced by your agents, not yet registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What people here call it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is registered; its agent tries to reach it now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RelationsSection</name>
    <message>
        <source>No keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source declares no primary key, no unique and no foreign keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pointed at by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What makes a row unique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Primary key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} keys</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not in the catalog</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Nothing waits for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every column is decided. What the next scan is not sure about will come up here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last decision (U)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits with these filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without them there is more: {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local copy is still filling; what waits for you will come up here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{by} decided: {things}. A later scan is sure of {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} without a value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still filling; more may come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do these {n} columns hold?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan thinks: {things}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found by the scan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RulesSection</name>
    <message>
        <source>Rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken, scan by scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all} rows break it</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>holds in {n} rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No rules here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules say what must hold: never missing, unique, in a list. They are written on the server and checked by every scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch on (P)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScanPane</name>
    <message>
        <source>{phase}: {rows} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the run&apos;s number; the logs of agent and server name it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not looked at in this source: {n}. Why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Scans</name>
    <message>
        <source>Waits for its agent to ask for work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offered to its agent, which has not answered yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its agent is about to begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its agent is reading the source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done; what it found is in the catalog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not do its work; what earlier scans found stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was cancelled; what earlier scans found stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the catalog follows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept as history: a newer scan was there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: another attempt was delivered first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitive columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules that failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged, not read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schedule of {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScansScreen</name>
    <message>
        <source>Scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That scan is not in your copy any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n}, {running} under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the scans is as you filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once a source is registered and its agent reaches it, it can be scanned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scans yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scan of {name} was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan of {name} is being cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for again: {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan what has changed in a source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schemas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found in {ms} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total} found in {ms} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, the best {shown} shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean “{meant}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>Search names, descriptions and comments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this search (Ctrl+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type to search; every answer comes from this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found with these filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take them off to look through the whole catalog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local copy is still filling; try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer or shorter words, a part of a name, or what a column holds, such as email or iban.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name} (Ctrl+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search saved as {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SensitivityChip</name>
    <message>
        <source>Sensitivity: {level}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server and person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your consoles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machines with a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme and language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What works offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When something is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your settings cannot be kept: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First, last row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsCard</name>
    <message>
        <source>Everything can be done with the keyboard; F1 shows how, on any screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Screens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold the sidebar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInDoor</name>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your session has ended. What you changed is kept and sent afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once: afterwards the console keeps its session, works without a network, and fills an encrypted copy of what you may see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its short name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the same: trust this server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server, organisation and e-mail address are all needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare this fingerprint with the one its administrator sees (pursight server doctor):
{pin}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceActions</name>
    <message>
        <source>The agent is asked whether it reaches {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scan of {name} was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A full scan of {name} was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scan of {name} was asked for again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scan of it is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan of {name} is being cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan what has changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>Cancel scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what has changed, or everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has changed (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything (Shift+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the agent try to reach it (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit (E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{phase}: {rows} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tables} tables, {columns} columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not looked at: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looked at in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never scanned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All scans of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceTree</name>
    <message>
        <source>Sources, schemas and tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>It was named; its agent has not heard of it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its agent is about to try to reach it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its agent reaches it; it was never scanned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its agent is reading it now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was read; what was found is being looked through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is worked out what its columns hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is known what its columns hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules and policies are being checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules and policies were checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that was found is in the catalog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that was found is in the catalog; each scan keeps it up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its agent could not reach it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last scan did not do its work; what earlier ones found stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was taken out of use; what is known of it stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works, answered in {ms} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not work</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcesScreen</name>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register a source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n}, {broken} with a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That source is not in your copy any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A source is a database or a folder that one of your agents can reach. Enrol an agent first, then register what it announces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sources yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan what has changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register a source (N)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sparkline</name>
    <message>
        <source>Course: {ends}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Saved searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you can type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words in any spelling: cust_email, CustomerEmail, e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>typing mistakes are forgiven</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names, descriptions and comments are looked through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. Search, narrow the result down, then keep it with the bookmark (Ctrl+S).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you search for will be listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateChip</name>
    <message>
        <source>State: {state}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused edits and conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise tried at {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also here: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} problems</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits not yet sent</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TabBar</name>
    <message>
        <source>Tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close tab (Ctrl+W)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagSheet</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save tags</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagsField</name>
    <message>
        <source>Add a tag</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Things</name>
    <message>
        <source>e-mail addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>telephone numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>postal addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names of cities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>states or provinces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>countries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>postal codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dates of birth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ages of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>genders of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>race or ethnic origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>religious beliefs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nationalities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marital status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>political opinions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sexual orientation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trade union memberships</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names of organisations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>US social security numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>national identity numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tax numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passport numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>driving licence numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>US National Provider Identifiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>US DEA registration numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>voter numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payment card numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>security codes of payment cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expiry dates of payment cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IBANs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SWIFT or BIC codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bank account numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bank routing numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>addresses of cryptocurrency wallets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>salaries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>credit scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medical record numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ICD diagnosis codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>diagnoses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medicines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>health measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blood groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>health insurance numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passwords or their hashes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON Web Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>private keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection strings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>social network handles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>web addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAC addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device identifiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>browser user agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>browser cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>geographic coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vehicle identification numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number plates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pictures of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>biometric data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signatures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>texts with personal data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing sensitive</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenSheet</name>
    <message>
        <source>Type this where the agent is to run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It expires {when} ({moment}). It is shown only now: copy it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViolationsSection</name>
    <message>
        <source>You may not see violations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your roles do not include compliance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No violations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything here is as the policies want it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{policy}, since {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The risk was taken by {name}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the risk…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the server now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold or unfold the sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the catalog for “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>&lt; 1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dd MMM yyyy</source>
        <comment>a day as Qt writes it, short</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_ChoiceRow</name>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Door</name>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message>
        <source>folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Parts</name>
    <message>
        <source>Nothing to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>availability</name>
    <message>
        <source>You are signed out: this needs the server. Sign in again to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are offline: this needs the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not allow this; ask an administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the server this shows what was known last; actions wait until it is back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>screens</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of the console does not have it. Choose another on the left.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>standing</name>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline; you can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out; sign in again to send and receive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This console is too old for its server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked: this console was without its server for longer than allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This device was revoked; its copy of the catalog has been deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filling: {done} of about {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
