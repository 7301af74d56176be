# English (plain, short, calm, active). Every key also stands in nl.ftl, which leads. English serves both countries, so numbers that differ are
# arguments or both named.

## Frame
site-description = SAAR alerts the neighbourhood when something happens and the police have been called. The rest of the time it is quiet.
skip-to-main = To the content
demo-mark = DEMO
demo-bar = Everything here is made up. Nothing really calls.
demo-switch = Be somebody else
drill-mark = DRILL
drill-bar = This is a drill. Nobody calls, nothing is wrong.
nav-label = Menu
nav-admin = Manage
nav-groups = My groups
nav-settings = Settings
nav-sign-in = Sign in
nav-about = What is SAAR?
nav-privacy = Privacy
foot-line = SAAR does not replace 112 or 101. Always call first.
back-to = Back to { $group }
me = (you)
save = Save
revoke = Withdraw
copy = Copy
copied = Copied
print = Print
mistakes-title = { $n ->
    [one] Please look at one thing
   *[other] Please look at { $n } things
}
danger-now = Is something happening now? Call 112 (police in Belgium: 101). Do not wait for this site.
danger-call = Is something happening now? Call { $number }. Do not wait for this site.

## Time
ago-now = just now
ago-minutes = { $n ->
    [one] 1 minute ago
   *[other] { $n } minutes ago
}
ago-hours = { $n ->
    [one] 1 hour ago
   *[other] { $n } hours ago
}
ago-days = { $n ->
    [one] 1 day ago
   *[other] { $n } days ago
}
date-day = { $day } { $month ->
    [1] { month-1 }
    [2] { month-2 }
    [3] { month-3 }
    [4] { month-4 }
    [5] { month-5 }
    [6] { month-6 }
    [7] { month-7 }
    [8] { month-8 }
    [9] { month-9 }
    [10] { month-10 }
    [11] { month-11 }
   *[12] { month-12 }
}
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Landing, about, privacy
landing-title = Neighbours who look out
landing-heading = Your street sleeps. SAAR wakes it when it must.
landing-lead = You see a burglary? Call the police first. Then the whole neighbourhood knows, in ten seconds. The rest of the time it stays quiet.
sign-in-button = Sign in
houses-label = A row of houses at night, five windows are lit
saar-s = See
saar-s-text = You see or hear something that is not right.
saar-a1 = Alarm
saar-a1-text = You call the police. Without that call, no alarm goes out.
saar-a2 = App
saar-a2-text = You choose what happens and where. All your neighbours know at once.
saar-r = React
saar-r-text = Only when it is safe: lights on, watch, go outside together.
invite-have = I have an invite
invite-have-text = Open the link in your invite, or scan the QR code with the camera of your phone. You have none? Ask the admin of your group.
about-title = What is SAAR?
about-lead = SAAR warns a neighbourhood when something happens, after the police have been called. It belongs to the residents, not to the police.
about-1 = Police first
about-1-text = Every alarm says who called and when. So the whole street does not call.
about-2 = No chatter
about-2-text = There is no chat. Only a real alarm makes a sound.
about-3 = Behaviour, not looks
about-3-text = What somebody does comes first. Looks alone are never a report.
about-4 = Everyone hears how it ended
about-4-text = Who was woken also hears the end. Was it a mistake, then it is put right everywhere.
about-5 = What SAAR cannot do
about-5-text = SAAR stops nobody and does not replace the emergency number. A phone that is off hears nothing.
privacy-title = Privacy
privacy-lead = We keep as little as we can, no longer than needed.
privacy-1 = Your neighbours see your alias
privacy-1-text = Nobody in the group sees your e-mail address or phone number, not even the admin.
privacy-3 = A mistake is gone at once
privacy-3-text = Was it somebody known? Then the content goes directly and everybody is told.
privacy-4 = No list of suspects
privacy-4-text = There is no archive of people or plates. There will be none.
privacy-map = Who knows where you look
privacy-map-plan = Nobody. We draw the plan ourselves. No other company's map is involved.
privacy-map-tiles = We draw the plan ourselves. Do you open the map? Then your phone asks { $host } for pictures. It sees the internet address of your phone and which streets you look at. Which place you choose does not go there.
privacy-5 = You can always leave
privacy-5-text = You leave a group with one tap. You get nothing more then, and the group does not see you any more.

## Forgetting: one text a class of crates/domain/src/retention.rs, and why

retention-title = What we forget, and when
retention-photo = Photos.
retention-photo-why = They serve the search in the first hours. After that they only show people.
retention-identifying = Looks, number plates and the exact place. The street remains.
retention-identifying-why = The police may still ask for them in the first days. Nobody stays on a list.
retention-words = What somebody did, in words, and everything that was added.
retention-words-why = A month is long enough to see what goes on in the street, and to mend mistakes.
retention-who = Who reported, who responded, who was reached and who looked. Then it says "a member".
retention-who-why = The group and its admins can talk things over for a month. After that it does not matter who it was.
retention-bare_event = Kind, street, times and how it ended; of drills also how many people were reached. Then only numbers by month remain.
retention-bare_event-why = Two years show whether a street gets safer. Nobody is named in it.
retention-recalled = Everything about somebody who had done nothing; also out of backups.
retention-recalled-why = It was a mistake. Somebody else's mistake follows nobody.
retention-membership = The alias, the e-mail address and the devices of who left.
retention-membership-why = A week, for who left by mistake or has a question.
retention-look_ups = The log of the group: who looked up how somebody is reached, who gave roles, who let somebody in again. Also invites that work no more.
retention-look_ups-why = Long enough to find out who looked without need.
retention-moderation = Reminders, warnings, pauses and removals, with what was written about them.
retention-moderation-why = Who was reminded starts anew after a while.
retention-sign_in = Codes for signing in, and the address that they were sent to.
retention-sign_in-why = A code works for ten minutes. The day is for counting too many tries.
retention-device = Devices that are signed in, and access for programs after its end.
retention-device-why = A phone in a drawer does not stay signed in for ever.
retention-repeat = The mark of a report that is sent twice, so that it becomes one.
retention-repeat-why = A phone without network tries again for up to a day.
retention-probe = Test alarms to yourself, that you were told of a drill, and whether your phone still answers.
retention-probe-why = Two weeks, so that you can see whether it worked the last time. Of a drill until it is over, so that you do not hear of it twice.
retention-request = Requests to join: name, street, a line of text and the e-mail address.
retention-request-why = A month is enough for an answer. After that you are welcome to ask again.
retention-waiting_list = The waiting list of a full group.
retention-waiting_list-why = You keep your place in the line. You can take it back at any time; then it is gone at once.
retention-answer = The answer to a request, and who asked.
retention-answer-why = A week, to read the answer again.
retention-length-at_once = At once
retention-length-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
retention-length-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
retention-length-years =
    { $n ->
        [one] { $n } year
       *[other] { $n } years
    }
retention-since-upload = { $length } after the upload
retention-since-end = { $length } after the end
retention-since-recall = { $length } after the correction
retention-since-leaving = { $length } after leaving
retention-since-writing = { $length } after it was written down
retention-since-asking = { $length } after it was asked for
retention-since-use = { $length } after it was last used

## Signing in
sign-in-title = Sign in
sign-in-lead = Fill in your e-mail address. You get a code of six digits.
sign-in-send = Send me a code
sign-in-no-account = Not a member yet? An invite from your group lets you in.
field-email = E-mail address
field-email-hint = Only for signing in and alarms. Nobody in the group sees it.
code-title = Fill in your code
code-lead = We sent you a code by e-mail. Look in your spam folder too.
field-code = Code of six digits
code-limits = The code works for ten minutes, on this device.
code-again = Send a new code
link-title = Sign in
link-lead = Press the button to sign in on this device.
link-no-script = Without scripts this button does not work. Type the six-digit code from the same mail on the page where you asked for it.
link-button = Sign in on this device
link-app = Do you use SAAR from your home screen? Then type the code from the mail there.
notice-saved = Saved.
notice-signed-out = You are signed out on this device.
notice-welcome = Welcome. From now on you get the alarms of this group.
notice-test-sent = The test alarm is on its way. Below you see what arrives.
notice-pause-set = Saved. Your pause is below.
notice-pause-ended = The pause has ended. You get alarms again.
notice-left = You have left the group. You get no more alarms, nor the end of what is going on now.
notice-invite-revoked = The invite is withdrawn and no longer works.
notice-role-changed = The role was changed.
notice-measure-taken = It is done. The member is told.
notice-objected = Your objection is sent. Here you read what becomes of it.
notice-decided = Your decision stands. The member is told.
notice-readmitted = The link is ready. Show it or send it yourself; it works once.
notice-readmission-refused = It is stopped. The link no longer works.
notice-invite-made = The invite is ready. Show it, copy it or print it.
notice-device-revoked = That device is signed out.
notice-token-revoked = That access is withdrawn.
notice-sent = Your alarm has been sent.
notice-drill-sent = Your drill has been sent.
notice-joined-running = This was already reported. Your news has been added.
notice-sighting = Thank you. Your news has been added.
notice-response = Your response is there. Stay safe.
notice-called = Noted: somebody has called. Everyone sees it.
notice-closed = Closed. Everyone who was woken is told.
notice-rules = Thank you. The house rules are on record.
notice-already-closed = This was already closed. You see how it ended.

## Joining
join-title = Join { $group }
join-eyebrow = You are invited to the neighbourhood group
join-lead = { $n ->
    [one] One neighbour in { $place } is already watching. You can join if you live or work here.
   *[other] { $n } neighbours in { $place } are already watching. You can join if you live or work here.
}
join-streets = { $n ->
    [one] One street belongs to it
   *[other] { $n } streets belong to it
}
field-alias = Your name in the group
field-alias-hint = An alias is fine, such as Merel. Your neighbours see only this name.
field-adult = I am { $age } years or older
field-rules = I keep to these house rules
rules-title = The house rules
rules-accept = I keep to these
join-button = Join
join-after = You then get a code by mail. You can always leave, with one tap.
invite-removed-title = You cannot come back with this
invite-removed-text = You were removed from this group before. Ask on the group's page to take part again, or object in your settings.
invite-paused-title = You cannot become admin now
invite-paused-text = You are paused in this group, and who is paused does not run it. When the pause is over, this link works. Do you not agree with the pause? Object in your settings.
invite-invalid-title = This invite is not right
invite-invalid-text = A piece of the link may be missing. Scan the QR code again, or ask the admin for a new link.
invite-expired-title = This invite has expired
invite-expired-text = Ask the admin for a new one. It is made in a minute.
invite-used-title = This invite has been used up
invite-used-text = As many neighbours as were allowed have used it. Ask the admin for a new one.
invite-revoked-title = This invite has been withdrawn
invite-revoked-text = The admin has stopped it. Ask for a new one if you live or work here.
invite-full-title = This group is full
invite-full-text = Ask the admin what is possible. Some neighbourhoods start a second group.
invite-full-list = There is a waiting list. Ask to join: when a place comes free, you get a mail.
invite-full-ask = To the group's page
invite-member-title = You are in already
invite-member-text = You are a member of this group. There is nothing to do.
role-member = Member
role-admin = Admin
role-deputy = Deputy

## Asking to join: the page that everybody may see, the request, the answer
welcome-title = Join { $group }
welcome-eyebrow = Neighbourhood group in { $place }
welcome-few = Fewer than 10 neighbours take part.
welcome-members = More than { $n } neighbours take part.
welcome-what = They warn one another when something happens, after the police have been called. The rest of the time it is quiet.
welcome-streets = Streets that belong
welcome-member = You are in this group already.
welcome-member-go = To the group
welcome-closed = This group takes no requests now. Do you know a neighbour who takes part? Ask whether the admin will send you an invitation.
request-title = Ask to join
request-full = The group is full now. You can still ask to join: then you come on the waiting list.
field-home-street = Your street
field-home-street-hint = We do not ask for a house number.
home-street-choose = Choose your street
home-street-other = Another street
field-about = Something about yourself (may stay empty)
field-about-hint = One line by which the admin knows you. At most { $n } characters. Only the admins read it.
request-about = Something about yourself
request-asked = Asked
request-email-hint = For the code and for the answer. The group does not see it.
request-button = Ask to join
request-after = First you get a code by mail. Then the admin reads your request. If nobody answers within 30 days, we throw it away.
request-after-signed-in = The admin reads your request. If nobody answers within 30 days, we throw it away.
request-mine-title = Your request
request-mine-waiting = The admin has not answered yet. You get a mail when there is an answer.
request-mine-approved = You may join, but the group is full. You are on the waiting list. When a place comes free you are in by yourself, and get a mail.
request-mine-refused = The admin said that you cannot join now.
request-mine-expired = Nobody answered in time. What you wrote is gone.
request-mine-let_in = You were in this group and left.
request-mine-over = In a week at most this is gone. Then you can ask again.
request-withdraw = Take the request back
request-withdraw-sure = Your request is then gone at once. If you are in no group, your e-mail address and your account are gone too.
request-withdraw-yes = Yes, take it back
requests-mine = My requests
request-state-waiting = Waits for an answer
request-state-approved = On the waiting list
request-state-refused = There is an answer
request-state-expired = Not answered
request-state-let_in = Left
requests-go = { $n ->
    [0] Requests: nobody waits
    [one] Requests: 1 neighbour waits for an answer
   *[other] Requests: { $n } neighbours wait for an answer
}
requests-title = Requests
requests-waiting = Waiting for an answer
requests-waiting-count = wait for an answer
requests-waiting-hint = Who waits longest stands first. After { $n } days without an answer a request is gone.
requests-none = Nobody waits for an answer.
requests-off = The group takes no requests now.
requests-approved = Waiting list
requests-approved-hint = You said yes already. When a place comes free, the first one is in by itself.
requests-share = Where neighbours ask
requests-share-hint = Everybody may see this page. It does not say who takes part.
request-answer = Answer
joining-title = Who may ask?
joining-takes = Neighbours may ask to join
joining-checks = How do you know that somebody lives here?
joining-checks-hint = What you tick counts. If you tick nothing, the group does not ask. Only how and when it was checked is kept, never an address.
residence-admin = An admin knows, or went and asked
residence-vouch = A neighbour knows them
residence-letter = A code from a letter
residence-is-none = not known yet whether they live here
residence-is-admin = lives here, says an admin
residence-is-vouch = lives here, says a neighbour
residence-is-letter = lives here, code from a letter
request-yes = Yes, join us
request-yes-full = The group is full. If you say yes, this neighbour comes on the waiting list, and is in by itself when there is a place.
request-approved-already = You said yes already. This neighbour waits for a place.
request-knows = I know that this neighbour lives or works here
request-unchecked = This group wants a neighbour or a letter to show that somebody lives here. That is still missing.
request-letter = Your message
request-letter-hint = This goes along by mail. Change it as you like; at most { $n } characters.
request-yes-button = Let them in
request-yes-wait-button = Put on the waiting list
request-no = No, not now
request-no-hint = Choose a message that fits, and change it. A no with a reason is easier to take.
request-no-button = Send this answer
request-no-outside-name = Lives somewhere else
request-no-unknown-name = Cannot be checked
request-no-other-name = Another reason
request-yes-words = Hello { $alias }, welcome to { $group }. Good to have you with us. Look under Settings whether an alarm reaches you well.
request-yes-wait-words = Hello { $alias }, good that you want to join. Our group is full now, so you are on the waiting list. When a place comes free, you hear at once.
request-no-outside = Hello { $alias }, thank you for wanting to join. Our group is for the streets that are on our page. Perhaps there is a group where you live, or you would like to start one.
request-no-unknown = Hello { $alias }, thank you for wanting to join. We are not sure yet whether you live or work here. Ask a neighbour who knows you to say something about you, and please try again.
request-no-other = Hello { $alias }, thank you for wanting to join. At the moment that is not possible. Do you have a question? Please speak to one of us.
notice-request-sent = Your request was sent. You get a mail when there is an answer.
notice-request-withdrawn = Your request was taken back and is gone.
notice-request-let-in = This neighbour is in now, and gets a mail.
notice-request-approved = This neighbour is on the waiting list, and gets a mail.
notice-request-refused = Your answer was sent.
notice-request-answered = This request was answered or taken back already.
error-home-street-missing = Choose your street, or “another street”.
error-requests-closed = This group takes no requests now. Ask a neighbour for an invitation.
error-requests-many = { $max } requests are open already; more is not possible. Try later, or take one back first.
error-residence-missing = Tick the box if you know that this neighbour lives or works here.
error-answer-missing = Write an answer, or choose one of the messages.
problem-request-over = This request was answered or taken back already.
fault-request-over-text = Look at the requests to see how it stands.
request-checked = It is known that you live or work here.
request-show = Show that you live here
request-vouch = Do you know a neighbour who takes part? Send them this link. They see your name, your street and your line, and say whether it is right.
request-vouched-by = { $alias } says they know this neighbour.
field-letter-code = Code from a letter
field-letter-code-hint = Did the group put a letter through your door? Then type the code.
letter-code-button = Enter
vouch-title = Do you know this neighbour?
vouch-lead = Somebody who lives or works near you wants to join, and gave you this link.
vouch-button = Yes, I live or work here, and so does this neighbour
vouch-note = If you do not know this neighbour, you need not do anything. The admin sees that you said yes, and decides who joins.
vouch-checked = It is known already that this neighbour lives or works here. You need not do anything.
letters-title = Letters with a code
letters-lead = Put a letter through the doors of a row of houses. Whoever types the code of the letter lives there.
letters-street = Street
letters-street-choose = Choose a street
letters-first = From number
letters-last = To and with
letters-side = Which side?
letters-side-both = All numbers
letters-side-even = Even numbers
letters-side-odd = Odd numbers
letters-make = Make the letters
letters-once = You see the codes once, to print them. We do not keep which house got which code.
letters-made = Made
letters-used = { $n } of { $max } codes used
letters-print-title = Print these letters now
letters-print-lead = { $n ->
    [one] This is one letter. You see the code only once: if it is not on paper, take the letter back and make a new one.
   *[other] These are { $n } letters, each on a sheet of its own. You see the codes only once: if they are not on paper, take the letters back and make new ones.
}
letters-to = To the residents of { $street } { $number }
letters-heading = Join { $group }
letters-text = In your street neighbours warn one another when something happens, after the police have been called. The rest of the time it is quiet. You can join.
letters-step-1 = Scan the code below or go to:
letters-step-2 = Ask to join.
letters-step-3 = Then enter this code, so that we know that you live here:
letters-qr-label = QR code of the group's page, on the letter to number { $number }
letters-small = The code works once, until { $day }. We do not keep which house got which code.
notice-vouched = Thank you. The admin sees that you know this neighbour.
notice-letter-code = The code is right. Now it is known that you live here.
notice-letters-revoked = The letters were taken back. Their codes no longer work.
error-letter-code-missing = Type the code of the letter.
error-letter-code-off = A code out of a letter does not count in this group any more. Show in another way that you live or work here.
error-letter-code-wrong = This code is not right, was used already, or is too old. Look closely at the letters and digits.
error-houses-none = There is no house in this row. Choose other numbers or another side.
error-houses-many = These are too many houses: { $max } letters at most. Make two rows.
# House rules of a group's own
own-rules-title = Our own house rules
own-rules-here = With us this holds too
own-rules-lead = The country's house rules always hold. Here you write what holds with you alone, with the reason.
own-rules-read = Read all house rules
own-rules-none = There are no house rules of your own.
own-rules-new = There is room for { $max } rules. Empty a rule to take it away. If you save something else, we ask every member to read it again. An alarm can go out meanwhile.
own-rule = Rule { $n }
own-rule-hint = Short and kind, for instance: Close the gate of the playground.
own-rule-reason = Why?
notice-own-rules = The house rules were saved. Members read them the next time.
error-own-rule-missing = Write the rule with this reason, or take the reason away.
error-own-reason-missing = Add the reason. Who knows why, keeps to it.
error-own-rules-many = These are too many rules. { $max } is the most: what nobody remembers does not help.
error-meanwhile = Somebody else changed this meanwhile. What you typed is still here. Look at what holds now, then press Save again.
meanwhile-now = This holds now
problem-changed-meanwhile = Somebody else changed this meanwhile.
fault-changed-meanwhile-text = Open the page again and see what it says now.
action-edit_settings = Change the settings and the own house rules of the group
deed-rules_changed = { $by } changed the own house rules

# A street that has a group, and a group that was not approved
covered-check = See whether these streets have a group
covered-title = There is a group here
covered-text = Ask whether you may join it. Two groups in one street wake people twice. You may also start your own.
covered-ask = Ask to join { $group }
covered-none = These streets have no group yet.
refused-title = The group was not approved
refused-text = Inside the group everything works. People outside do not see it.
mail-group-approved = Your group was approved
mail-group-approved-text = Who runs this site approved { $group }. People outside see your group now too, and can ask to join.
mail-group-refused = Your group was not approved
mail-group-refused-text = Who runs this site did not approve { $group }. This is why:
mail-group-refused-do = Inside the group everything works, an alarm too. People outside do not see it.
mail-group-refused-button = To the group
mail-group-refused-why = You get this mail because you are an admin of this group.

# The settings of a group
group-settings-title = Settings of the group
group-settings-lead = What you choose here holds for the whole group. What you change is in the log.
group-settings-who = Who may take part?
group-settings-incident = When something happens
setting-capacity = How many people take part at most
setting-capacity-hint = There are { $n } now; { $max } is the most. When the group is full there is a waiting list.
setting-minimum_age = How old somebody has to be
setting-minimum_age-hint = From { $min } to { $max } years. For one person you can make an exception when they ask to join.
setting-age-reason = Why may it be younger?
setting-age-reason-hint = Only needed if you go below { $age } years. The reason is in the log.
setting-association = Name of the residents' association
setting-association-hint = Only if the group belongs to one. Neighbours read the name when they want to join.
setting-open_to_non_members = Neighbours who are not members of the association may join too
setting-takes_requests = Neighbours may ask to join
setting-residence_checks = How you know that somebody lives here
setting-quiet_expiry = After how many minutes of quiet an incident closes by itself
setting-quiet_expiry-hint = From { $min } to { $max } minutes.
setting-photo_policy = Photos
setting-photo_policy-hint = You may be stricter than the country, not looser.
setting-response_texts = Responses in your own words
setting-response_texts-hint = You may leave them empty: then it says what stands above the box. This line always stays above the buttons:
setting-none = none
setting-on = yes
setting-off = no
photo-policy-description_only = A photo is fine if it helps to recognise somebody or something
photo-policy-unrecognisable = Only photos in which nobody can be recognised
photo-policy-off = No photos
error-age-reason-missing = Write why it may be younger, in { $min } characters or more. Other admins read it.
error-photo-policy-looser = This is looser than the country allows. Choose something as strict or stricter.
field-age = How old are you?
field-younger = I am younger. The admin decides whether I may join
field-association = I am a member of { $association }
error-association-missing = This group is for members of the association. Tick the box if you are one.
welcome-association = This group belongs to { $association }. You do not have to be a member of it.
welcome-members-only = This group is for members of { $association }.
join-younger = Are you younger?
join-younger-go = Ask the admin
request-younger = This neighbour is younger than the group asks. You can make an exception.
field-exception-reason = Why may this neighbour join all the same?
field-exception-reason-hint = This is in the log, and this neighbour reads it too. Do not ask for a date of birth.
error-exception-reason-missing = Write why this neighbour may join all the same, in { $min } characters or more.

# Lines of the log about the group itself
deed-settings_changed = { $by } changed the settings: { $detail }
deed-area_changed = { $by } { $detail }
changed-area = saved another area
changed-area_cleared = took the area away
changed-street_added = added a street
changed-street_changed = changed a street
changed-street_removed = took a street away
deed-drill_planned = { $by } planned a drill
deed-drill_called_off = { $by } called a drill off
deed-word_added = { $by } put a word on the group's list
deed-word_removed = { $by } took a word off the group's list
deed-group_approved = { $by } approved the group
deed-group_made = { $by } made the group
deed-letters_made = { $by } made letters with codes
deed-letters_revoked = { $by } took letters with codes back
deed-group_refused = { $by } did not approve the group
deed-request_let_in = { $by } let { $about } in
deed-request_approved = { $by } put somebody on the waiting list
deed-request_refused = { $by } said no to a request
deed-age_excepted = { $by } made an exception to the age for { $about }
deed-age_excepted-somebody = { $by } made an exception to the age

mail-request-let_in-subject = Welcome to { $group }
mail-request-let_in = You are in now. Your neighbours see you as { $alias }. From now on you get the alarms of { $group }.
mail-request-approved-subject = You are on the waiting list of { $group }
mail-request-approved = You may join { $group }, but the group is full now. When a place comes free you are in by yourself, and get a mail.
mail-request-refused-subject = Answer from { $group }
mail-request-refused = You asked to join { $group }. The admin said that it is not possible now.
mail-request-expired-subject = No answer from { $group }
mail-request-expired = You asked to join { $group }. Nobody answered in time; we are sorry. What you wrote is gone. In a week you can ask again.
mail-request-words = The admin writes:
mail-request-button = To { $group }
mail-request-why = You get this mail because you asked to join { $group }. Nobody else got it.

## House rules and their reasons
rule-police_first = Always call the police first: 112, in Belgium 101.
rule-police_first-why = The police come because of your call, not because of the app.
rule-only_real_alarms = Only real alarms.
rule-only_real_alarms-why = Who is woken too often turns the phone off. A cat or a lamp belongs elsewhere.
rule-neighbours_only = You live or work here.
rule-neighbours_only-why = A neighbour knows what is normal here, and can do something.
rule-open_to_neighbours = Who is not a member of a residents' association may take part too.
rule-open_to_neighbours-why = A neighbourhood is more than its association. Where a group agreed otherwise, its page says so.
rule-admins_let_in = Only an admin lets people in.
rule-admins_let_in-why = So you know that these are neighbours. There always is an admin, also when one stops. An umbrella may make a group and appoint its admin.
rule-limited_size = A group has a limit to its members.
rule-limited_size-why = So an alarm stays from here. When the group is full, there is a waiting list.
rule-known_around = The neighbourhood knows that the group exists, and which streets take part.
rule-known_around-why = Who does not take part may know it too. And everybody can ask to join.
rule-contact_kept = Admins keep in touch with the community police officer, the municipality and the housing association.
rule-contact_kept-why = They advise. The residents run the group themselves, and may change it.
rule-adults = You are 18 or older, or as old as your group agreed.
rule-adults-why = An alarm can be unpleasant. The admin can make an exception, with a reason.
rule-behaviour_not_looks = Tell what somebody does.
rule-behaviour_not_looks-why = Looks make nobody suspect. Reporting looks alone is not allowed.
rule-no_chasing = Do not chase, do not hold.
rule-no_chasing-why = It is dangerous, and work for the police.
rule-no_insults = No swearing, accusing or discriminating.
rule-no_insults-why = You can be wrong. And it is about people.
rule-no_detective_work = No investigating.
rule-no_detective_work-why = It can spoil a case, and hurt somebody wrongly.
rule-true_information = Report only what you know.
rule-true_information-why = Was something wrong? Then we put it right with everyone who got it.
rule-nothing_outside = What is here stays here.
rule-nothing_outside-why = Nothing on social media, no names or numbers to others.
rule-photos_for_description = A photo only when it helps a description, and only where the law allows.
rule-photos_for_description-why = Photos are for the police and are gone after 24 hours.
rule-not_while_driving = Not behind the wheel.
rule-not_while_driving-why = Stop first, or let somebody else do it.
rule-professionals_stay_bound = You work for the police or emergency services? You stay bound to secrecy.
rule-professionals_stay_bound-why = You take part here as a neighbour.
rule-own_responsibility = The group belongs to the residents.
rule-own_responsibility-why = Admins, municipality and police are not liable for what a member does.
rule-kind_correction = When it goes wrong, you hear it kindly.
rule-kind_correction-why = Step by step: a word or a warning first, then a pause, and only then out. You can object.
rule-leave_any_time = You may always leave.
rule-leave_any_time-why = With one tap, without a reason.

## Groups and home
groups-title = My groups
groups-none = You are not in a group yet.
group-quiet = Quiet
group-running = { $n ->
    [one] Something is happening now
   *[other] { $n } things are happening now
}
group-neighbours = { $n ->
    [one] 1 neighbour is watching
   *[other] { $n } neighbours are watching
}
home-running-label = What is happening now
home-quiet = All quiet
home-last = Last alarm: { $ago }
home-never = Never an alarm so far
home-neighbours = { $n ->
    [one] 1 neighbour is watching
   *[other] { $n } neighbours are watching
}
home-alarm = Something is happening now
home-alarm-sub = Call first, then the neighbourhood knows
home-not-urgent = Not urgent?
home-known = You know who it is?
home-other = Something else?
home-drill = Drill
home-history = Earlier incidents
home-care-label = About your notifications
plan-label = Drawn plan of { $group }
push-off-title = This device does not wake you
push-off-text = Turn notifications on, then you hear an alarm with your phone in your pocket.
push-enable = Turn notifications on
push-on = Notifications are on for this device. Try a test alarm.
push-denied = Your phone holds notifications back. Allow them for this site in the settings of your browser.
push-failed = It did not work. Try again later; meanwhile you get alarms by mail.
push-home-screen = First put SAAR on your home screen: tap Share, then Add to Home Screen. Open SAAR from there.
push-iphone = On an iPhone, notifications work only when SAAR is on your home screen.
new-rules = The house rules have changed.
new-rules-go = Read them in your own time
street-unknown = place on the plan
card-look-and-react = Look and react

## Starting a group
found-link = Start a neighbourhood group
found-title = Start a neighbourhood group
found-lead = Five minutes, and your street can warn one another. You become its first admin.
found-works = What works
found-tip-small = Begin small.
found-tip-small-why = Your street and those around it. Neighbours who know one another respond.
found-tip-two = Do it with two.
found-tip-two-why = Ask a neighbour to be the second admin. Then it goes on when you are away.
found-tip-tell = Tell everyone.
found-tip-tell-why = Those who do not take part may know too that the group is there.
found-country = In which country?
country-NL = The Netherlands
country-BE = Belgium
field-group-name = Name of the group
field-group-name-hint = What the neighbours call it, such as Lindehof.
field-municipality = Municipality
field-streets = Streets that belong to it
field-streets-hint = One street on each line. You can change them later.
found-waits = On this SAAR, whoever runs the site takes a look first. You can begin at once: inviting neighbours and raising an alarm simply work. Only people from outside do not see the group yet.
found-button = Start the group
found-after = After that you invite your neighbours and draw the area.
waiting-title = The group waits for approval
waiting-text = Raising an alarm and inviting neighbours simply work. Only people from outside do not see the group yet.
notice-founded = The group is there. Draw the area now, or do that later and invite your neighbours first.
error-group-name-missing = Give the group a name, with letters.
error-municipality-missing = Fill in the municipality.
error-streets-missing = Fill in at least one street, one on each line.
error-streets-many = A group has at most { $max } streets. Take a few out; what you typed is kept.
error-name-long = A name has at most { $max } characters. Make it shorter; what you typed is kept.
error-founded-enough = You have started { $max } groups this year; more is not possible. Ask whoever runs this site for help.

## The area of a group and its streets
area-link = Area and streets
area-title = Area and streets
area-lead = Draw what belongs to the group. An alarm from beyond it is fine too; it then says that it is outside the area.
area-ground = The area
area-none = No area has been drawn yet. The streets alone are fine too.
area-size = { $n ->
    [0] The area is smaller than a hectare.
   *[other] The area is about { $n } hectares.
}
area-download = Download as GeoJSON
area-overlap = { $percent }% of your area also belongs to { $name } ({ $place }).
area-overlap-hint = That is allowed. Agree with one another who watches where, so that nobody gets everything twice.
area-geojson-title = As a file or text (GeoJSON)
area-geojson = GeoJSON
area-geojson-hint = Have you drawn the area in another program? Paste it here.
area-file = Choose a file
area-convert-rd = Convert the Dutch RD coordinates to degrees
area-save = Save the area
area-clear = Take the area away
area-refused = We cannot save this area as it is
area-mended = This we mended:
area-line = Line { $n }
area-more = And { $n } more.
area-streets = Streets that belong to it
area-streets-hint = A street with a line is drawn, and a phone finds it by itself. Without a line people choose it from the list.
field-street-new = New street
field-street-name = Name of the street
field-street-line = Points along the street
field-street-line-hint = Latitude and longitude, such as 52.0901,5.1201 52.0911,5.1213. It may stay empty.
street-line-title = With a line
street-add = Add
street-remove = Take { $name } out
street-used = Something was reported here; therefore the street stays in the list.
notice-area-saved = The area is saved.
notice-area-cleared = The area is gone. The streets are still there.
notice-street-added = The street is added.
notice-street-changed = The street is changed.
notice-street-removed = The street is gone.
error-street-taken = This street is in the list already.
error-street-name-missing = Fill in the name of the street, with letters.
error-street-line-long = A street has at most { $max } points. Leave a few out; what you typed is kept.
error-street-line-outside = A point lies outside the country. Write the latitude first and then the longitude, such as 52.0901,5.1201.
error-street-line-wrong = Write each point as latitude,longitude with a space between them, such as 52.0901,5.1201 52.0911,5.1213.
error-street-used = Something was reported here; therefore the street cannot go. Giving it another name is possible.
error-street-last = A group has at least one street. Add another one first.
boundary-title = Or take an existing boundary
boundary-hint = Look for your district or neighbourhood. It takes the place of the area drawn above; you can still change it afterwards.
field-boundary = Name of the district, neighbourhood or municipality
boundary-search = Search
boundary-take = Take this one
boundary-none = No boundary with { $name } in its name. Try fewer letters.
boundary-municipality = municipality
boundary-district = district
boundary-neighbourhood = neighbourhood
draw-label = Drawing of the area
draw-how = Choose New area and tap the corners one after another. Drag a corner to move it. A small dot on a line makes a new corner.
draw-keys-title = By keyboard
draw-keys = The arrows move the drawing; the cross in the middle is your place. Enter puts a corner there. Page Down chooses the next corner, the arrows move it, Enter puts a corner beside it, Delete takes it out, Escape lets it go. Plus and minus zoom. Ctrl+Z undoes.
draw-tools = Drawing
draw-new = New area
draw-hole = Hole in the area
draw-done = Area is done
draw-undo = Undo
draw-next = Next corner
draw-remove = Take corner out
draw-remove-area = Take area out
draw-here = Go to where I am
draw-tiles = Show the map behind it
draw-say-new = New area. Put the first corner.
draw-say-hole = Hole. Put the first corner.
draw-say-corner = Corner { $n } is there.
draw-say-few = An area has at least three corners.
draw-say-done = The area is done, with { $n } corners. Do not forget to save.
draw-say-choose = First choose a corner of an area.
draw-say-chosen = Corner chosen. Drag it, or take it out.
draw-say-inserted = One more corner.
draw-say-removed = The corner is gone.
draw-say-area-removed = The area is gone.
draw-say-undone = Undone.
draw-say-nothing = There is nothing to undo.
draw-say-none = There are no corners yet.
draw-say-at = Corner { $n } of { $all }.
draw-say-nowhere = Your phone does not say where you are. Move the drawing to your neighbourhood.
draw-say-tiles-gone = The map does not come. Drawing works all the same.
area-note-height-left-out = The height of points was left out.
area-note-no-geometry = A part without a shape was left out.
area-note-not-an-area = Single points and lines were left out; only areas count.
area-note-point-twice = Points that stood there twice in a row stand there once.
area-note-ring-closed = A border was not closed; its last point is its first now.
area-note-ring-turned = A border ran the wrong way round and was turned.
area-note-bad-coordinates = These points cannot be read. A point is [longitude, latitude], and an area has 1 to { $max } borders.
area-note-broken-json = This is no valid JSON; something is missing or too much. Download the file again, or paste all of it.
area-note-empty = There is nothing yet. Draw an area, choose a file or paste GeoJSON.
area-note-hole-in-hole = A hole lies in another hole. Take the inner one out.
area-note-hole-outside = A hole lies outside of its area. Move it, or make it an area of its own.
area-note-lambert-coordinates = These seem to be metres of the Belgian grid (Lambert 72). Save the file in degrees (WGS 84, EPSG:4326).
area-note-no-area = There is no area in it. Draw an area (Polygon) and save it again.
area-note-not-geojson = This is no GeoJSON. In your program choose to save as GeoJSON.
area-note-outside-country = This point lies outside the country of the group.
area-note-polygon-in-polygon = An area lies in another one. Take it out, or make it a hole.
area-note-rd-coordinates = These are metres of the Dutch grid (RD), and GeoJSON has degrees. Tick the box below and we convert them.
area-note-rd-swapped = These are metres of the Dutch grid (RD), with x and y swapped. The x stands first.
area-note-ring-without-area = A border needs at least three corners that are not in one line.
area-note-rings-cross = Two borders cross. Join the areas, or move one.
area-note-self-crossing = A border crosses or touches itself; it is not clear what lies inside. Move a corner there.
area-note-swapped-axes = Longitude and latitude are swapped. In GeoJSON the longitude stands first, such as [5.38, 52.15].
area-note-too-deep = There are more than { $max } layers within one another. Save the area alone.
area-note-too-large = The area is too large for one group: at most 100 square kilometres. Draw a smaller one.
area-note-too-many-points = The area has more than { $max } points. Make the border simpler.
area-note-too-many-polygons = There are more than { $max } areas in it. Bring the area of one group.
area-note-too-small = The area is too small: less than a few houses. Draw it wider.
area-note-unknown-coordinates = These are no degrees. Save the file in degrees (WGS 84, EPSG:4326).

## Triage
triage-title = What is going on?
triage-now = It is happening now
triage-now-text = Call { $number } and warn the neighbourhood.
triage-later = It is not urgent
triage-later-text = It is over, nobody is in danger.
triage-later-call = Call the police on their ordinary number:
triage-later-zone = Call your own police zone on its ordinary number. Your group has not filled it in yet.
triage-known = I know who it is
triage-known-text = And they know me.
triage-known-call = Call the anonymous line. Nobody hears who you are:
triage-known-zone = Talk to your police zone or your neighbourhood inspector. You may ask not to be named.
triage-known-group = Do not put it in the group: that can be dangerous for you.
triage-other = It is something else
triage-other-text = A lamp, litter, an animal, a question.
triage-nothing-kept = What you open here is not kept and not sent.
desk-other = A question about the group: the admin.

## The right desk: where a matter goes that is not for the group
desks-title = The right desk
desks-lead = A lamp, litter, a cat: another desk is there for that. SAAR names it when somebody puts such a thing in an alarm. What the municipality of { $municipality } says itself goes first. Here you add what it does not say.
desks-none = Nothing stands here now.
topic-lamp = Broken lamp
topic-litter = Litter, dog dirt, vermin
topic-noise = Noise
topic-parking = Wrong parking
topic-animal = Animal
topic-phone-fraud = Fraud by phone or message
topic-road = Road, pavement, tree
topic-outage = Outage
topic-lost-property = Lost or found
desk-source-municipality = The municipality says: { $name }. That goes first.
desk-source-country = If you leave this empty, people see: { $name }.
desk-source-group = Your group says: { $name }.
desk-source-none = There is no desk for this yet.
field-desk-name = What is the desk called?
field-desk-phone = Phone number
field-desk-url = Web address
field-desk-url-hint = Begins with https://
field-desk-hours = When is it open?
desk-dial = Call { $number }
desk-open = Open { $site }
error-desk-name-missing = Please add the name of the desk.
error-desk-way-missing = Please add a phone number or a web address.
error-desk-phone-emergency = This is the emergency number. Please put the number of the desk here.
error-desk-phone-wrong = We do not know this number. Write it as you dial it here, for instance with the area code before it.
error-desk-url-wrong = This address cannot be used. It begins with https:// and leads to an ordinary website.
setting-desks = the right desk

## Kinds
kind-burglary = Burglary
kind-theft = Theft
kind-robbery = Robbery
kind-violence = Violence
kind-vandalism = Vandalism
kind-suspicious_behaviour = Suspicious behaviour
kind-suspicious_vehicle = Suspicious vehicle
kind-other_emergency = Something else
kind-fire = Fire
kind-injury = Injuries

## Behaviour phrases
phrase-tries_doors = Tries doors
phrase-looks_inside_houses = Looks into houses
phrase-alarm_going_off = An alarm is going off
phrase-breaking_glass = Breaking glass
phrase-forces_door = Forces a door or window
phrase-climbs_in = Climbs in somewhere
phrase-takes_bicycle = Takes a bicycle
phrase-breaks_into_car = Breaks into a car
phrase-takes_parcel = Takes a parcel
phrase-runs_off_with_something = Runs off with something
phrase-cuts_lock = Cuts a lock
phrase-threatens_for_money = Threatens for money or things
phrase-grabs_bag = Grabs a bag
phrase-has_weapon = Has a weapon
phrase-runs_from_shop = Runs from a shop
phrase-fighting = People are fighting
phrase-screaming = Somebody calls for help
phrase-threatens_someone = Threatens somebody
phrase-someone_followed = Somebody is being followed
phrase-breaks_things = Breaks things
phrase-scratches_cars = Damages cars
phrase-sets_fire_to_things = Sets fire to something
phrase-fireworks_at_houses = Throws fireworks at houses
phrase-sprays_paint = Sprays paint
phrase-walks_through_gardens = Walks through gardens
phrase-rings_everywhere_with_story = Rings everywhere with a story
phrase-photographs_houses = Takes pictures of houses
phrase-hides = Hides
phrase-drives_slowly_past_houses = Drives slowly past houses
phrase-waits_with_engine_on = Waits with the engine on
phrase-checks_other_cars = Looks into other cars
phrase-loads_goods_at_night = Loads things at night
phrase-drives_without_lights = Drives without lights
phrase-person_in_danger = Somebody is in danger
phrase-person_missing = Somebody is missing
phrase-smell_of_gas = It smells of gas
phrase-loud_bang = A loud bang
phrase-noise_in_house = Noise in an empty house
phrase-flames_visible = There are flames
phrase-smoke_from_house = Smoke from a house
phrase-smoke_alarm = A smoke alarm is going off
phrase-car_on_fire = A car is on fire
phrase-people_inside = People are still inside
phrase-someone_unconscious = Somebody is unconscious
phrase-someone_bleeding = Somebody bleeds badly
phrase-traffic_accident = Accident in the street
phrase-someone_fell = Somebody has fallen

## Alarm
alarm-title = Something is happening now
drill-title = Drill
driving = Stop first, or let a passenger do it.
step-call = Call first
step-kind = What is it?
step-behaviour = What are they doing?
step-place = Where?
call-dial = Call { $number }
call-pretend = Pretend to call { $number }
call-me = I have called
call-me-pretend = I have pretended to call
call-neighbour = A neighbour has called
call-cannot = I cannot call
field-called-at = When was the call?
field-called-at-hint = Empty is now. Otherwise for example 23:41.
call-done = { $number } called at { $time }
call-not-done = Nobody has called { $number } yet
drill-call-done = Calling practised at { $time }
drill-call-not-done = Nobody has practised calling yet
drill-call-please = Practise calling with the button. Do not really call.
same-title = Something is going on already. Is it this?
same-this = Yes, this one
same-none = Is it something else? Then go on with step 2.
cannot-chat = Chat with the control room in the app { $app }.
chat-app-how-nl = It works without speaking, also when you are deaf or have to hide.
chat-app-how-be = It works without speaking, also when you are deaf or have to hide.
cannot-who = { $n ->
    [one] If you send an alarm, it asks 1 neighbour to call { $number }.
   *[other] If you send an alarm, it asks { $n } neighbours to call { $number }.
}
cannot-hidden = Your name and the exact place are not in it. Neighbours will not ring your bell.
behaviour-first = First choose at 2 what it is.
own-words = Or in your own words
field-words = What do you see or hear?
field-words-hint = What are they doing? At most { $n } characters.
witness-label = How do you know?
witness-seen = I see it
witness-heard = I hear it
witness-told = I was told
witness-was-seen = seen by the reporter
witness-was-heard = heard by the reporter
witness-was-told = the reporter was told
place-position = Where I am now
place-street = In a street
place-plan = On the plan
place-near = near { $street } (within { $metres } m)
place-here = where you are (within { $metres } m)
place-tapped = on the plan, near { $street }
place-tapped-far = on the plan, not near a street of the group
place-vague = Your phone is not sure where you are: within { $metres } m. Better choose a street.
place-outside-ask = This lies outside the area of the group. You can send the alarm all the same.
place-outside = outside the area of the group
place-unsure = within about { $metres } m
map-label = Map of { $group }
map-pick-label = Map: choose the place
map-how = Move with the arrow keys, zoom with plus and minus.
map-how-pick = Move the map with the arrow keys, zoom with plus and minus, and choose its middle with Enter. You can also choose a street from the list.
map-here = Here
map-near = Middle of the map: near { $street }
map-nowhere = Middle of the map: not near a street of the group
map-show = Show on the map
map-hide = Show the plan
map-zoom-in = Closer
map-zoom-out = Farther
map-gone = The map does not work now. Please use the plan.
plan-beyond = The place is too far away for this plan.
plan-seen = Circle: something was seen here later. Triangle: it went that way.
field-street = Street
street-choose = Choose a street
plan-pick-label = Plan: tap the place, or choose a street from the list
plan-pick-hint = Tap the place.
appearance-title = Add a description (later is fine too)
field-appearance = What does the person or vehicle look like?
field-appearance-hint = Clothes, age, colour of bicycle or car. At most { $n } characters. Gone after 72 hours.
send-alarm = { $n ->
    [one] Send alarm to 1 neighbour
   *[other] Send alarm to { $n } neighbours
}
send-drill = { $n ->
    [one] Send drill to 1 neighbour
   *[other] Send drill to { $n } neighbours
}
alarm-reaches = An alarm reaches { $n } of { $of } neighbours now.
alarm-later = You can add a description or news afterwards.
duplicate-title = Is this the same?
duplicate-lead = A neighbour just reported something like it. Your text is kept.
duplicate-same = This is the same incident
duplicate-other = { $n ->
    [one] This is something else: send alarm to 1 neighbour
   *[other] This is something else: send alarm to { $n } neighbours
}

## Asked about words, once, before an alarm goes out
words-title = Do you want to send this as it is?
words-lead = Read your text once more. All of it is kept, and you decide.
words-offensive = Some words here may hurt somebody. Neighbours read along. Write only what happens.
words-accusation = This says that somebody is guilty. That is for the police to find out. Write what you see or hear.
words-looks-without-behaviour = Write what somebody does, not what somebody is. Looks alone are of no use to neighbours.
words-chatter = This reads as talk. An alarm wakes everybody.
words-wrong-channel = Another desk is there for this, and helps you better.
words-better-offensive = For instance: “A man shouts and kicks a car.”
words-better-accusation = For instance: “Somebody comes out of a shed with a bicycle and runs off.”
words-better-looks-without-behaviour = For instance: “Tries doors and looks into houses.”
words-better-chatter = Is something going on? Then write what, and which way. For instance: “Two people climb over a fence and run to the park.”
words-better-wrong-channel = Is it for the neighbourhood after all? Then write what somebody does. For instance: “Somebody smashes windows and walks on.”
words-yours = Your text
words-better = You can change it here.
words-send = { $n ->
    [one] Send all the same to 1 neighbour
   *[other] Send all the same to { $n } neighbours
}
words-add = Add it as it is
words-flag = If you send the text as it is, it goes out at once. The admin sees that there is something in it to look at.
words-leave = Do not send
desk-lamp = Report a broken lamp to your municipality.
desk-litter = Report litter, dirt and vermin to your municipality.
desk-noise = Noise: talk to each other first. If that does not help, call the police on the number that is not for emergencies.
desk-parking = Report wrong parking to your municipality.
desk-animal = An animal lost, found or hurt: call the shelter or the animal ambulance.
desk-phone-fraud = Hang up and click nothing. Call your bank on the number that you know, and tell the police.
desk-road = Report a broken pavement, road, drain or tree to your municipality.
desk-outage = Report an outage to your network or your supplier.
desk-lost-property = Something lost or found: tell your municipality.
flagged-title = To look at
flagged-hint = Messages that a member pointed at, or that went out with words that perhaps do not belong in them. Only those who run the group see this.
flags-go = { $n ->
    [one] One message to look at
   *[other] { $n } messages to look at
}
objections-go = { $n ->
    [one] { $n } objection waits for a decision
   *[other] { $n } objections wait for a decision
}
flags-none = There is nothing to look at.
flag-new = Does something not belong here? Point at it
flag-new-title = Point at a message
flag-new-lead = Does something not belong here? Point at it. Those who run the group will look. An alarm is never stopped by it.
flag-back = Back to the incident
flag-nothing = Nobody else wrote anything here.
flag-who-knows = Those who run the group see that it was you. Whoever wrote it does not.
flag-send = Point at it
field-message = Which message
message-reported = The report by { $who } ({ $time })
message-sighting = What { $who } added ({ $time })
message-described = The description by { $who } ({ $time })
field-flag-rule = Which house rule
field-flag-words = Why (may stay empty)
field-flag-words-hint = Please write no names here.
error-message-missing = Choose which message you mean.
notice-flagged = Thank you. Those who run the group will look at it.
notice-flag-settled = That is dealt with.
flag-by = Pointed at by { $who }.
flag-by-somebody = A member pointed at this.
flag-fields = Where it is:
flag-field-words = In their own words
flag-by-check = SAAR noticed this when it was sent.
flag-author = Written by { $who }.
flag-look = See the message
flag-step = Speak to { $who }
flag-outcome = What is it to be?
flag-other = You wrote this yourself. Somebody else who runs the group deals with it.
outcome-fine = Nothing is wrong
outcome-spoken = Talked over with the writer
outcome-blanked = Take the words away
problem-flag-running = While the alarm runs, what the reporter saw stays. Take the alarm back or close it; then you can take the words away.
entry-blanked = { $who } took words away
entry-taken-away = What it said. Only those who run the group see this.
deed-flagged = Somebody pointed at a message
deed-flag_settled = { $by } dealt with a message by { $about }: { $detail }
action-flag = Point at a message that does not belong
action-settle_flag = Deal with what somebody pointed at
mark-words-offensive = Words that hurt
mark-words-accusation = An accusation
mark-words-looks = Looks without behaviour
mark-words-chatter = Talk
mark-words-wrong-channel = For another desk

# The words of a group's own
own-words-title = Words of our own
own-words-lead = SAAR reads along with what neighbours write. At a word that hurts it asks once whether you want to send it so. Here you add words of your own neighbourhood.
own-word-new = Add a word
field-own-word = Word
own-word-hint = One word, without spaces or dashes. A group has { $max } at most.
field-verdict = What kind of word is it?
verdict-hurts = It hurts: ask whoever writes it
verdict-fine = It only looks bad: a street or a family name
own-word-add = Add
own-word-remove = Take off
own-words-hurting = Hurts here
own-words-fine = Is just a name here
own-words-none = No words yet.
notice-own-word-added = The word is on the list.
notice-own-word-removed = The word is off the list.
error-own-words-enough = More than { $max } words is not possible. Take one off first.
error-verdict-missing = Choose what kind of word it is.
error-own-word-taken = This word is on the list already. Take it off first if it should be different.
error-own-word-two = Write one word, of letters and digits only: no spaces, dashes or other signs.
error-own-word-short = Write a word of at least { $min } letters.
action-edit_words = Change the group's own words

## Mistakes: what to do, never blame
error-call-missing = The call is missing. Call { $number }, or say that a neighbour has called or that you cannot call.
error-kind-missing = What it is, is missing. Choose one of the boxes.
error-kind-unknown = We do not know this kind. Choose one of the boxes.
error-behaviour-missing = What they are doing is missing. Choose a phrase or write it yourself.
error-phrase-unknown = This phrase does not go with your choice. Choose another.
error-appearance-alone = A description alone is not enough. Also choose what they are doing; your text is kept.
error-place-missing = The street is missing. Choose a street or tap the plan; your text is kept.
error-place-outside = This place is not in the country. Choose a street or tap the plan.
error-street-unknown = This street is not in the group. Choose one from the list.
error-founded-already = You started a group with this form already. You find it among your groups. Do you want another one? Then send it once more.
error-just-ended = That alarm has just ended: { $how } What you typed is below. Is something still going on? Then send it as a new alarm.
error-witness-missing = How you know is missing. Choose: seen, heard or told.
error-text-long = The text is too long: { $max } characters is the most. Make it shorter; it is kept.
error-text-broken = The text has characters that we cannot read. Type it again.
error-direction-unknown = We do not know this direction. Choose one from the compass.
error-sighting-empty = There is nothing yet. Write what you see or choose a direction.
error-reason-missing = Choose how it ended.
error-response-unknown = We do not know this response. Choose one of the buttons.
error-email-missing = Fill in your e-mail address.
error-email-wrong = This e-mail address is not quite right. Check it; it has an @ in it.
error-code-missing = Fill in the six digits from the mail.
error-code-wrong = This code is not right. You can try { $left } more times.
error-code-expired = This code no longer works. Ask for a new one.
error-code-other-device = This code belongs to the device on which you asked for it. Ask for a new one here.
error-link-expired = This link no longer works. Ask for a new code.
error-rule-missing = Choose which house rule it is about.
error-upheld-missing = Choose whether it stands.
error-words-short = Write at least { $min } characters, so that it is clear.
error-why-short = Write why in at least { $min } characters. The member reads it.
error-alias-missing = Choose a name. An alias is fine.
error-alias-taken = A neighbour already has this name. Choose another.
error-alias-long = This name is too long: at most { $max } characters.
error-member-missing = Choose a member who is in the group now.
error-role-missing = Choose a role: member, deputy or admin.
error-alias-wrong = Something in this name is not possible. Use letters, digits and spaces.
error-adult-missing = Tick the box if you are old enough. Younger? Ask the admin.
error-rules-missing = Tick the house rules to join.
error-rules-changed = The house rules have just changed. Read them again and tick once more.
error-number-wrong = Fill in a number from { $min } to { $max }.
error-time-wrong = Write the time as 22:30.
error-times-both = Fill in both start and end, or neither.
error-zone-unknown = Choose a place from the list.
error-day-wrong = Write the day as 2026-12-24.
error-day-far = Choose a day within { $max } days. Away for longer? Then end the pause yourself, or leave the group.
error-day-over = The last day is over already, or before the first. Choose a later day.
error-token-name-missing = Give the access a name, so that you know it later.
error-scopes-missing = Choose at least one thing that this access may do.
error-language-unknown = Choose Dutch or English.
error-sightings-full = This report has { $max } sightings already; there is no room for more. Is it important? Call { $number } and record that you called. Your text is kept.
error-enough = More than { $max } is not possible. Revoke one first.
error-choice-unknown = We do not know this choice. Choose another.

## Incident
incident-when = { $time }
sent-at = sent at { $time }
what-label = What is happening
call-done-by-reporter = { $number } called at { $time } by the reporter
call-done-by-neighbour = { $number } called at { $time } by a neighbour
call-done-by-member = { $number } called at { $time } by a member
call-not-again = Do not call { $number } again, unless you see something new.
call-again-done = { $number } updated at { $time }
call-again-ask = There is news. Call { $number } again?
call-again-button = I have called again
call-now-button = I have called now
call-please = Call { $number } if you can.
cannot-others = The reporter cannot call. Call { $number }. Do not ring the bell.
cannot-mine = Your neighbours have been asked to call. You see here, without a sound, when somebody calls.
appearance-label = Description
forgotten = The content of this incident has been erased. Kind, street and time remain.
react-title = React, only when it is safe
safety-nl = Be visible, stay together, ask if you can help. Do not chase, do not hold.
safety-be = Turn your lights on. Ask kindly whether somebody is lost. Do not chase, do not hold.
safety-cannot = Call { $number }. Do not ring the bell and do not go there: it can put the reporter in danger.
safety-cannot-called = Somebody has called. Do not ring the bell and do not go there: it can put the reporter in danger.
response-lights_on = Lights on
response-watching = I am watching
response-going_outside = I am going outside
response-who_joins = Who comes along?
response-asking_kindly = I ask if somebody is lost
response-see_something = I see something now
response-count = { $n ->
    [one] 1 neighbour
   *[other] { $n } neighbours
}
reach-label = Who knows
reach-delivered = { $n } of { $total } reached
reach-seen = { $n } seen
timeline-title = What happened
who-me = You
who-member = A member
entry-reported = { $who }: reported it
drill-entry-called = { $who }: practised calling
entry-called = { $who }: called { $number }
entry-called_again = { $who }: called { $number } again
entry-response = { $who }: { $response }
entry-responses = { $n } neighbours: { $response }
entry-seen = { $who } sees:
entry-seen-bare = { $who } saw something
entry-heard = { $who } hears:
entry-heard-bare = { $who } heard something
entry-told = { $who } was told:
entry-told-bare = { $who } was told something
entry-alerted = { $n ->
    [one] Alarm to 1 neighbour
   *[other] Alarm to { $n } neighbours
}
entry-closed = { $who }: { $reason }
entry-expired = Closed by itself: nothing new came in
entry-direction = towards { $direction }
direction-none = not sure
direction-n = North
direction-ne = North-east
direction-e = East
direction-se = South-east
direction-s = South
direction-sw = South-west
direction-w = West
direction-nw = North-west
sighting-title = Add what you know
sighting-words = What do you see?
sighting-words-hint = What are they doing now? At most { $n } characters.
sighting-direction = Which way?
sighting-towards = Or towards a street
towards-none = No street
sighting-street = Where?
street-same = Same place
sighting-send = Send news
share-title = Share to a group chat
share-hint = Only kind, street, called and a link. Nothing about people.
share-text = Alarm { $kind } { $street }. { $number } was called at { $time }, do not call again. Look here: { $url }
share-text-not-called = Alarm { $kind } { $street }. Nobody has called { $number } yet: call if you can. Look here: { $url }
share-other = Other app
close-title = Close
close-hint = Everyone who was woken is told.
closing-police_resolved = The police were there
closing-nothing_found = Nothing found
closing-false_alarm = False alarm
closing-known_person = It was somebody known
closing-expired = Closed by itself
recall-after-title = Was it nothing after all?
recall-after-hint = Everyone who was woken gets a correction. What was written about it is gone at once.
close-what-police_resolved = It has been solved
close-what-nothing_found = People looked, there was nothing
close-what-false_alarm = The content goes and everyone gets a correction
close-what-known_person = The content goes and everyone gets a correction
ended-title = Closed
recall-title = Correction
ended-by = by { $who }
ended-police_resolved = The police were there. Thank you.
ended-nothing_found = People looked and found nothing. Thank you.
ended-false_alarm = It was a false alarm. Nothing is wrong.
ended-known_person = It was somebody whom a neighbour knows. Nothing is wrong.
ended-expired = Nothing new came in. The incident closed by itself.

## Descriptions as they are said to the control room, in small letters. $e and $bare are the colour, $a the same with its article ("a red"); without
## a colour $e and $bare are empty, and double spaces are taken out afterwards. The same texts name the choices of the builder.
## Two people on a two-wheeler mostly share it; three do not.
describe-who-man-adult = { $n ->
    [one] man
   *[other] { $n } men
}
describe-who-man-teen = { $n ->
    [one] boy
   *[other] { $n } boys
}
describe-who-man-child = { $n ->
    [one] small boy
   *[other] { $n } small boys
}
describe-who-woman-adult = { $n ->
    [one] woman
   *[other] { $n } women
}
describe-who-woman-teen = { $n ->
    [one] girl
   *[other] { $n } girls
}
describe-who-woman-child = { $n ->
    [one] small girl
   *[other] { $n } small girls
}
describe-who-any-adult = { $n ->
    [one] person
   *[other] { $n } people
}
describe-who-any-teen = { $n ->
    [one] teenager
   *[other] { $n } teenagers
}
describe-who-any-child = { $n ->
    [one] child
   *[other] { $n } children
}
describe-age-under_12 = under 12
describe-age-12_17 = about 15
describe-age-18_24 = about 20
describe-age-25_34 = about 30
describe-age-35_44 = about 40
describe-age-45_54 = about 50
describe-age-55_64 = about 60
describe-age-65_plus = over 65
describe-height-short = short
describe-height-average = average height
describe-height-tall = tall
describe-build-slim = slim
describe-build-average = average build
describe-build-sturdy = broad build
describe-build-heavy = heavy build
describe-skin-light = light skin
describe-skin-medium = medium skin
describe-skin-dark = dark skin
describe-hair-bald = bald
describe-hair-short = short { $colour } hair
describe-hair-half_long = shoulder-length { $colour } hair
describe-hair-long = long { $colour } hair
describe-hair-curly = curly { $colour } hair
describe-hair-tail = { $colour } hair in a ponytail
describe-hair-braids = { $colour } hair in braids
describe-hair-any = { $colour } hair
describe-haircolour-dark = dark
describe-haircolour-blond = blond
describe-haircolour-red = red
describe-haircolour-grey = grey
describe-haircolour-bright = brightly dyed
describe-beard-shaven = no beard
describe-beard-stubble = stubble
describe-beard-moustache = moustache
describe-beard-goatee = goatee
describe-beard-full = beard
describe-glasses-without = no glasses
describe-glasses-with = glasses
describe-glasses-sun = sunglasses
describe-face-covered = face covered
describe-face-scar = scar on the face
describe-face-piercing = piercing in the face
describe-face-freckles = freckles
describe-face-wrinkles = wrinkles
describe-headgear-cap = { $e } cap
describe-headgear-beanie = { $e } woolly hat
describe-headgear-hood = { $e } hood up
describe-headgear-helmet = { $e } helmet
describe-headgear-hat = { $e } hat
describe-headgear-balaclava = { $e } balaclava
describe-headgear-any = { $e } headgear
describe-top-jacket = { $n ->
    [one] { $e } jacket
   *[other] { $e } jackets
}
describe-top-bodywarmer = { $n ->
    [one] { $e } body warmer
   *[other] { $e } body warmers
}
describe-top-hoodie = { $n ->
    [one] { $e } hoodie
   *[other] { $e } hoodies
}
describe-top-jumper = { $n ->
    [one] { $e } jumper
   *[other] { $e } jumpers
}
describe-top-t_shirt = { $n ->
    [one] { $e } T-shirt
   *[other] { $e } T-shirts
}
describe-top-shirt = { $n ->
    [one] { $e } shirt
   *[other] { $e } shirts
}
describe-top-dress = { $n ->
    [one] { $e } dress
   *[other] { $e } dresses
}
describe-top-high_visibility = { $n ->
    [one] { $e } high-visibility vest
   *[other] { $e } high-visibility vests
}
describe-top-workwear = { $e } work clothes
describe-top-any = { $e } top
describe-bottom-trousers = { $e } trousers
describe-bottom-jeans = { $e } jeans
describe-bottom-joggers = { $e } tracksuit bottoms
describe-bottom-shorts = { $e } shorts
describe-bottom-skirt = { $n ->
    [one] { $e } skirt
   *[other] { $e } skirts
}
describe-bottom-any = { $e } trousers or skirt
describe-shoes-shoes = { $e } shoes
describe-shoes-trainers = { $e } trainers
describe-shoes-boots = { $e } boots
describe-shoes-sandals = { $e } slippers or sandals
describe-shoes-any = { $e } shoes
describe-bag-backpack = { $e } backpack
describe-bag-shoulder_bag = { $e } shoulder bag
describe-bag-sports_bag = { $e } sports bag
describe-bag-shopper = { $e } shopping bag
describe-bag-suitcase = { $e } suitcase
describe-bag-any = { $e } bag
describe-tattoos = tattoo: { $text }
describe-language = speaks { $text }
describe-carries = carries { $text }
describe-vehicle-car = { $e } car
describe-vehicle-van = { $e } van
describe-vehicle-lorry = { $e } lorry
describe-vehicle-motorbike = { $e } motorbike
describe-vehicle-scooter = { $e } scooter
describe-vehicle-bicycle = { $e } bicycle
describe-vehicle-ladies_bicycle = { $e } ladies' bicycle
describe-vehicle-e_bike = { $e } electric bicycle
describe-vehicle-fat_bike = { $e } fat bike
describe-vehicle-cargo_bike = { $e } cargo bike
describe-vehicle-kick_scooter = { $e } kick scooter
describe-vehicle-trailer = { $e } trailer
describe-vehicle-camper = { $e } camper or caravan
describe-vehicle-other = { $e } vehicle
describe-vehicle-any = { $e } vehicle
describe-with-car = in { $a } car
describe-with-van = in { $a } van
describe-with-lorry = in { $a } lorry
describe-with-motorbike = { $n ->
    [one] on { $a } motorbike
    [2] on { $a } motorbike
   *[other] on { $e } motorbikes
}
describe-with-scooter = { $n ->
    [one] on { $a } scooter
    [2] on { $a } scooter
   *[other] on { $e } scooters
}
describe-with-bicycle = { $n ->
    [one] on { $a } bicycle
    [2] on { $a } bicycle
   *[other] on { $e } bicycles
}
describe-with-ladies_bicycle = { $n ->
    [one] on { $a } ladies' bicycle
    [2] on { $a } ladies' bicycle
   *[other] on { $e } ladies' bicycles
}
describe-with-e_bike = { $n ->
    [one] { describe-with-one-e_bike }
    [2] { describe-with-one-e_bike }
   *[other] on { $e } electric bicycles
}
describe-with-one-e_bike = { $coloured ->
    [yes] on { $a } electric bicycle
   *[no] on an electric bicycle
}
describe-with-fat_bike = { $n ->
    [one] on { $a } fat bike
    [2] on { $a } fat bike
   *[other] on { $e } fat bikes
}
describe-with-cargo_bike = on { $a } cargo bike
describe-with-kick_scooter = { $n ->
    [one] on { $a } kick scooter
    [2] on { $a } kick scooter
   *[other] on { $e } kick scooters
}
describe-with-trailer = with { $a } trailer
describe-with-camper = in { $a } camper or caravan
describe-with-other = with { $a } vehicle
describe-with-any = with { $a } vehicle
describe-model = { $text }
describe-lettering = with the words “{ $text }”
describe-plate-NL = Dutch plate { $plate }
describe-plate-BE = Belgian plate { $plate }
describe-plate-unknown = plate { $plate } (unknown shape)
describe-plate-part-NL = part of a Dutch plate: { $plate }
describe-plate-part-BE = part of a Belgian plate: { $plate }
describe-plate-part-unknown = part of a plate: { $plate }
describe-occupants = { $n ->
    [one] 1 person inside
   *[other] { $n } people inside
}
describe-spot-front_door = at the front door
describe-spot-back_garden = in the back garden
describe-spot-alley = in the alley behind the houses
describe-spot-shed = at a shed or garage
describe-spot-roof = on a roof or balcony
describe-spot-parking_lot = among parked cars
describe-spot-park = in the park or wood
describe-spot-shop = at a shop
describe-spot-building_site = on a building site
describe-spot-waterside = by the water
describe-notes = { $text }
describe-towards = towards { $text }
describe-heading-n = heading north
describe-heading-ne = heading north-east
describe-heading-e = heading east
describe-heading-se = heading south-east
describe-heading-s = heading south
describe-heading-sw = heading south-west
describe-heading-w = heading west
describe-heading-nw = heading north-west
## Colours: alone; before a word; with an article.
describe-colour-dark = dark
describe-colour-light = light-coloured
describe-colour-black = black
describe-colour-white = white
describe-colour-grey = grey
describe-colour-silver = silver
describe-colour-blue = blue
describe-colour-navy = dark blue
describe-colour-green = green
describe-colour-red = red
describe-colour-orange = orange
describe-colour-yellow = yellow
describe-colour-brown = brown
describe-colour-beige = beige
describe-colour-pink = pink
describe-colour-purple = purple
describe-colour-several = multicoloured
describe-coloured-dark = dark
describe-coloured-light = light-coloured
describe-coloured-black = black
describe-coloured-white = white
describe-coloured-grey = grey
describe-coloured-silver = silver
describe-coloured-blue = blue
describe-coloured-navy = dark blue
describe-coloured-green = green
describe-coloured-red = red
describe-coloured-orange = orange
describe-coloured-yellow = yellow
describe-coloured-brown = brown
describe-coloured-beige = beige
describe-coloured-pink = pink
describe-coloured-purple = purple
describe-coloured-several = multicoloured
describe-article-plain = a
describe-article-dark = a dark
describe-article-light = a light-coloured
describe-article-black = a black
describe-article-white = a white
describe-article-grey = a grey
describe-article-silver = a silver
describe-article-blue = a blue
describe-article-navy = a dark blue
describe-article-green = a green
describe-article-red = a red
describe-article-orange = an orange
describe-article-yellow = a yellow
describe-article-brown = a brown
describe-article-beige = a beige
describe-article-pink = a pink
describe-article-purple = a purple
describe-article-several = a multicoloured

## The builder of descriptions
builder-title = Description
builder-add = Add a description
builder-add-other = Another description
builder-lead = Choose what you saw. Nothing is required. Leave open what you do not know.
builder-next = Go on to a description
builder-person = Person
builder-more = More about this person
builder-vehicle = Vehicle
builder-surroundings = Surroundings
builder-way = Which way?
builder-unknown = not known
builder-says = How you say it to { $number }
builder-says-nothing = You have not chosen anything yet.
builder-preview = Show me how to say it
builder-send = Keep it for the neighbours
builder-gone = Gone 72 hours after the end.
builder-label-people = How many people?
builder-label-looks-sex = Man or woman?
builder-label-looks-age = Age, roughly
builder-label-looks-top-kind = Clothing above
builder-label-looks-top-colour = Colour above
builder-label-looks-bottom-kind = Clothing below
builder-label-looks-bottom-colour = Colour below
builder-label-looks-headgear-kind = Head
builder-label-looks-headgear-colour = Colour on the head
builder-label-looks-shoes-kind = Shoes
builder-label-looks-shoes-colour = Colour of the shoes
builder-label-looks-bag-kind = Bag
builder-label-looks-bag-colour = Colour of the bag
builder-label-looks-height = Height
builder-label-looks-build = Build
builder-label-looks-hair-style = Hair
builder-label-looks-hair-colour = Colour of the hair
builder-label-looks-beard = Beard or moustache
builder-label-looks-glasses = Glasses
builder-label-looks-face = Face
builder-label-looks-skin_colour = Skin
builder-label-looks-tattoos = Tattoo: what and where?
builder-label-looks-language = Which language did you hear?
builder-label-looks-carries = What are they carrying?
builder-label-vehicle-kind = What kind of vehicle?
builder-label-vehicle-colour = Colour of the vehicle
builder-label-vehicle-plate = Number plate, or a part
builder-label-vehicle-make = Make
builder-label-vehicle-model = Model
builder-label-vehicle-lettering = Words on the vehicle
builder-label-vehicle-occupants = How many people inside?
builder-label-surroundings-spot = Where exactly?
builder-label-surroundings-notes = What else is there to see?
builder-label-towards = Or towards something else
builder-label-towards_street = Towards a street
builder-label-direction = Compass
builder-hint-looks-skin_colour = Possible here because it was seen happening. It stays on the page of this incident, and goes nowhere else.
builder-hint-vehicle-plate = Use ? for what you could not read.
builder-hint-plate-private = For the police: your neighbours do not see the plate, you do.
builder-hint-towards = A place, such as the station.
plate-hidden = A number plate was noted. Whoever saw it tells the police.
read-title = Read this to { $number }
read-where = Where
read-what = What
read-who = Who
read-way = Which way
read-nobody = No description yet.
read-no-way = Not known.
read-place = { $street }, { $municipality }
entry-described = { $who }: added a description
notice-described = Thank you. The description has been added.
error-description-empty = You have not chosen anything yet. Choose or write at least one thing.
error-skin-not-offered = A skin colour is possible only for burglary, theft, robbery, violence and vandalism, and only when it was seen happening. Take that choice away; the rest has been kept.
error-plate-long = This number plate is too long: { $max } letters and digits at most. Leave out what does not belong to it.

## History
history-title = Earlier incidents
history-none = Nothing has happened yet. As it should be.
history-more = Older incidents
history-first = To the newest

## Admin
admin-title = Manage
count-members = members, room for { $max }
count-reached = of { $of } others are reached by an alarm now
count-few = too few neighbours to count
count-alarms = { $n ->
    [0] alarms in 30 days
    [one] alarms in 30 days, 1 of them false
   *[other] alarms in 30 days, { $n } of them false
}
count-admins = admins and deputies
admin-alone = Your group has one admin. Two are better: make another neighbour admin, then the group goes on when you are away.
members-title = Members
col-alias = Name
col-role = Role
col-since = Since
col-by = Made by
col-uses = Used
col-expires = Valid until
col-state = State
col-do = Do
roles-title = Who does what
roles-hint = An admin may do everything here. A deputy takes over the work, but assigns no roles. There is always at least one admin.
field-member = Member
member-choose = Choose a member
field-role = Becomes
invite-new = New invite
field-uses = For how many neighbours?
field-days = Valid for how many days?
invite-make = Make invite
invites-title = Invites
invites-none = No invites yet.
uses-of = { $n } of { $max } used
invite-state-open = Open
invite-state-used = Used up
invite-state-expired = Expired
invite-state-revoked = Withdrawn
invite-page-title = Invite
invite-page-heading = Join { $group }
invite-page-lead = Neighbours who warn one another, after the police have been called. Scan the code with your phone.
invite-qr-label = QR code of the invite
invite-url-gone = The link is shown only when the invite has just been made. Make a new one if needed.
invite-until = Valid until { $day }

## Taking one's own data along, and being forgotten
own-data-title = My data
own-data-lead = Everything that SAAR knows about you: take it along, correct it, or have it erased.
own-data-take = Take everything along
own-data-take-text = You get one file with a page to read, the same for a computer, and your own photos. No other members are in it. We do not keep the file.
own-data-take-button = Download my data
own-data-taken = When you did this
own-data-taken-hint = Was it not you? Then sign out your other devices under settings.
own-data-correct = Correct
own-data-correct-text = You change your name in the group, your e-mail address, your language, hours and devices yourself.
own-data-correct-settings = To the settings
proof-title = Show that it is you
proof-text = A phone can be in the wrong hands. That is why we ask for a code here, although you are signed in. After that you have ten minutes.
proof-send = Send a code to { $email }
proof-code = The six digits from the mail
proof-button = Go on
proof-passkey = Or sign in again with your passkey
proof-first = First show that it is you.
notice-proof-sent = The code is on its way to your e-mail.
notice-proved = Thank you. You have ten minutes now.
notice-forgotten = You are forgotten. Your name, address and devices have been erased.
forget-title = Forget me
forget-lead = Your account and all your memberships are erased at once. You get no more alarms. This cannot be undone.
forget-go = See what goes and what stays for a while
forget-now = This goes at once
forget-now-1 = Your e-mail address, your language and all your settings.
forget-now-2 = Your name in each group. Past incidents say "a former member" from then on.
forget-now-3 = Your devices, passkeys, access for programs and codes to sign in.
forget-now-4 = Your requests to join and your test alarms.
forget-stays = This stays for a while, without your name
forget-backups = Backups stay as long as who runs this website keeps them.
forget-stuck = Name a successor first
forget-stuck-text = You are the only admin here. The group cannot do without. Make somebody else admin first:
forget-sure = Yes, erase everything about me. I know that this cannot be undone.
forget-button = Forget me now
error-forget-sure = Tick the box if you are sure that everything may go.
problem-prove-first = First show with a code that it is you. You do that under Settings, My data.
fault-prove-title = A code first
mail-exported = Your data was downloaded
mail-exported-text = Somebody used your account to download everything that SAAR knows about you.
mail-exported-do = Was it you? Then you need not do anything. Was it not? Then sign out your other devices.
mail-exported-button = Look at my data
mail-exported-why = You always get this message, for it is about your own data. Your devices are under settings: /settings
export-title = Everything that SAAR knows about you
export-made = Made on { $at }.
export-lead = This file is yours. It holds no names or addresses of other members, unless you wrote them down yourself.
export-none-title = What is not in here
export-none = Of what has been forgotten, nothing is left. What others said is not in it. Of your phone it says only by which service we reach it.
export-account = Account
export-memberships = Groups that you are or were in
export-incidents = Incidents that you reported
export-deeds = What you did about incidents
export-said = What you wrote
export-photos = Photos that you sent
export-openings = Incidents that you opened
export-deliveries = Messages that you got
export-tests = Test alarms and messages about your device
export-ways = How we reach you
export-devices = Devices
export-passkeys = Passkeys
export-tokens = Access for programs
export-codes = Codes to sign in
export-requests = Requests to join
export-vouches = That you know a neighbour
export-ages_agreed = That you agreed to somebody's age
export-field-age_reason = Why they may be younger
export-invites = Invites that you made
export-ways-in = Links to let you in again
export-log-about = What was done with your data
export-log-by = What you did in the group
export-measures = Reminders, warnings and pauses
export-measures-by = What you wrote as an admin
export-decisions = Objections that you decided on
export-foundings = Groups that you started
export-repeats = Marks of reports that you sent
export-exports = When you took your data along
export-field-email = E-mail address
export-field-created_at = Made
export-field-language = Language
export-field-channels = Order of channels
export-field-quiet_from = Quiet from
export-field-quiet_to = Quiet until
export-field-mute_real_alarms = Real alarms quiet too
export-field-time_zone = Time zone
export-field-paused = Holiday pause
export-field-pause_from = Pause from
export-field-pause_until = Pause until
export-field-large_text = Large letters
export-field-left_hand = For the left hand
export-field-passkey_declined_at = Passkey not now
export-field-silence_told_at = Told that your phone was silent
export-field-in_group = Group
export-field-alias = Name in the group
export-field-role = Role
export-field-membership = Membership
export-field-joined_at = Since
export-field-left_at = Left
export-field-paused_until = Paused until
export-field-rules_version = Version of the house rules
export-field-rules_accepted_at = House rules accepted
export-field-adult_declared_at = Age declared
export-field-residence_check = Residence
export-field-residence_checked_at = Residence checked
export-field-incident = Incident
export-field-kind = What
export-field-reported_at = Reported
export-field-witness = How you knew
export-field-drill = Drill
export-field-street = Street
export-field-exact_place = Exact place
export-field-phrase = What they did
export-field-cannot_call = Could not call
export-field-call_at = Called
export-field-ended_at = Ended
export-field-reason = Reason
export-field-at = When
export-field-event = What
export-field-field = Kind of text
export-field-words = Text
export-field-photo = File
export-field-uploaded_at = Sent
export-field-width = Width
export-field-height = Height
export-field-alert_kind = Kind of message
export-field-channel = Channel
export-field-state = State
export-field-accepted_at = Accepted
export-field-delivered_at = Reached
export-field-seen_at = Seen or last used
export-field-purpose = What for
export-field-address = Address or service
export-field-device = Device
export-field-answered_at = Last answer
export-field-checked_at = Last checked
export-field-unanswered = Times without an answer
export-field-proved_at = Code entered
export-field-name = Name
export-field-used_at = Used
export-field-blocked_at = Blocked
export-field-scopes = May
export-field-expires_at = Until
export-field-about = About yourself
export-field-asked_at = Asked
export-field-extended_at = put off at
export-field-extension = why it was put off
export-field-finding = the answer in short
export-field-uses_max = How often it may be used
export-field-uses = Used
export-field-revoked_at = Withdrawn
export-field-deed = What
export-field-detail = With it
export-field-by_whom = By
export-field-step = Step
export-field-rule = House rule
export-field-until = Until
export-field-objection = Objection
export-field-objected_at = Objected
export-field-answer = Answer
export-field-decided_at = Decided
export-field-upheld = Stands
export-field-outcome = Outcome
export-flag-yes = yes
export-flag-no = no
export-membership-active = is in
export-membership-left = left
export-by-operator = who runs this website
export-by-self = yourself
export-by-member = an admin or a deputy
export-said-behaviour = what somebody did
export-said-appearance = how somebody looked
export-said-sighting = news
export-said-description = description
export-said-plate = number plate
export-state-pending = waits
export-state-leased = is being sent
export-state-accepted = accepted
export-state-delivered = reached
export-state-seen = seen
export-state-failed = failed
export-state-expired = too late
export-state-withdrawn = withdrawn
export-channel-web_push = notification on your device
export-channel-email = e-mail
export-alert-alarm = alarm
export-alert-call_made = somebody called
export-alert-update = news
export-alert-closing = closing
export-alert-recall = correction
export-purpose-test = test alarm
export-purpose-check = checking whether your device answers
export-purpose-notice = message about your device
export-purpose-drill = announcement of a drill
export-outcome-published = a new incident
export-outcome-joined = joined to an incident
export-request-waiting = waits
export-request-approved = yes, waits for a place
export-request-let_in = let in
export-request-refused = refused
export-request-expired = not answered
export-event-reported = reported
export-event-marked = something odd was noted
export-event-called = somebody called
export-event-cannot_call = could not call
export-event-alerted = alarm sent
export-event-called_again = police updated
export-event-responded = responded
export-event-sighted = added news
export-event-described = gave a description
export-event-closed = closed
export-event-recalled = corrected
export-deed-role_changed = changed a role
export-deed-contact_shown = looked up how somebody is reached
export-deed-readmitted = let somebody in again
export-deed-readmission_refused = stopped a readmission
export-deed-came_back = came back at another address
export-deed-measured = took somebody up on a house rule
export-deed-objected = objected
export-deed-decided = decided on an objection
export-deed-decided_by_coordinator = decided by the coordinator on an objection
export-deed-objection_read = an objection read by the coordinator
export-deed-pause_ended = a pause was over
export-deed-invite_made = made an invite
export-deed-invite_revoked = withdrew an invite
export-flags = Messages that you pointed at
export-flags-settled = Messages that you dealt with
export-turns = Your turns
export-volunteered = That you want to be admin
export-coordinates = Umbrellas that you coordinate
export-asked-to-coordinate = Umbrellas that asked you
export-tidings = Mails about running a group that still go out
export-inquiries = Questions that you asked as an outsider
export-field-age_exception = Exception to the age
export-field-own_rules_version = Version of the own house rules
export-field-younger = Younger than the group asks
export-field-weekday = Day of the week
export-field-day = Day
export-field-part = Part
export-field-agreed_at = Said yes
export-field-umbrella = Umbrella
export-field-news = About
export-field-due_at = Answer due
export-deed-flagged = pointed at a message
export-deed-flag_settled = dealt with a message that was pointed at
export-deed-rules_changed = changed the own house rules
export-deed-settings_changed = changed settings of the group
export-deed-area_changed = changed the area or streets
export-deed-drill_planned = planned a drill
export-deed-drill_called_off = called a drill off
export-deed-word_added = added an own word
export-deed-word_removed = took an own word off
export-deed-group_approved = approved the group
export-deed-group_made = made the group
export-deed-letters_made = made letters with codes
export-deed-letters_revoked = took letters with codes back
export-deed-group_refused = did not approve the group
export-deed-request_let_in = let somebody in who asked
export-deed-request_approved = put somebody who asked on the waiting list
export-deed-request_refused = refused somebody who asked
export-deed-age_excepted = made an exception to the age
export-deed-turn_asked = asked to be on call
export-deed-turn_taken_off = taken off the roster
export-deed-switch_climbed = SAAR looked at the group
export-deed-switch_ended = somebody looks after the group again
export-deed-appointed_by_coordinator = made admin by the coordinator
export-deed-volunteered = said that they want to be admin
export-event-blanked = took words away
export-by-clock = SAAR itself
export-by-coordinator = the coordinator of the umbrella

## Correcting one's own data
correct-title = Correct my data
correct-alias-hint = This is how your neighbours see you. What you reported before stands under this name from then on. The admins see in the log that you changed it.
correct-alias-button = Keep this name
correct-address = E-mail address
correct-address-now = Now: { $email }
correct-address-text = We send a code to your new address. Your old address gets a message by which you can take it back for seven days. Your devices and passkeys go on working.
correct-address-new = New e-mail address
correct-address-send = Send a code to this address
correct-address-code = The six digits from that mail
correct-address-button = Change the address
error-alias-often = You chose another name three times this month. Wait until next month.
error-email-taken = This address belongs to another account here. Choose another address, or sign in with that one.
error-email-often = You changed your address this week. After seven days you can do it again.
error-email-same = This is your address already. Fill in the new one.
error-address-back-over = This link does not work any more: it was used, or is older than seven days. Ask your admin to let you in again.
error-address-back-taken = This address now belongs to another account. The account that was changed is closed: nobody can get in there any more. Ask an admin of your group to let you in there again.
notice-alias-changed = Your name has been changed.
notice-address-code-sent = The code is on its way to your new address.
notice-address-changed = Your e-mail address has been changed.
address-back-title = Was this not you?
address-back-lead = Somebody changed the e-mail address of your account. Take it back here. All devices and programs are signed out then, and all passkeys removed.
address-back-button = Take it back
address-back-done = Your old address counts again, and everybody is signed out. Sign in again with a code.
mail-address-changed = Your e-mail address at SAAR was changed
mail-address-changed-text = Somebody used your account to choose another e-mail address. This address gets no more messages.
mail-address-changed-do = Was it you? Then you need not do anything. Was it not? Then take it back within { $days } days.
mail-address-changed-button = This was not me
mail-address-changed-why = You get this message once, for this was the address of your account.
action-change_alias = Change one's own name in the group
deed-alias_changed = { $by } chose another name in the group
export-deed-alias_changed = chose another name in the group

## The desk for people who are not members
inquiry-title = Was I reported, or my car?
inquiry-lead = You may know what this group keeps about you, also when you are not a member. You get an answer within a month.
inquiry-what = How this goes
inquiry-what-1 = You confirm your e-mail address with a code. We do not ask for a copy of your passport.
inquiry-what-2 = An admin of the group looks whether something about you was reported that day. No computer searches for number plates.
inquiry-what-3 = Nobody else is in the answer: not who reported, and not who else was seen.
inquiry-what-4 = Once the answer was mailed, we erase your address and what you wrote.
inquiry-about = What is your question about?
inquiry-about-person = About myself
inquiry-about-vehicle = About my car or another vehicle
inquiry-day = On which day?
inquiry-street = In which street?
inquiry-street-unknown = Street not known
inquiry-words = By what do we recognise you, or your car?
inquiry-words-hint = For example at what time you were there, your clothes, or the number plate. { $n } characters at most.
inquiry-email-hint = For the code and the answer only.
inquiry-button = Ask my question
inquiry-code-title = One more step: the code
inquiry-code-hint = We have mailed you a code. It works for ten minutes, on this device.
inquiry-code-button = Send my question
inquiry-mine = Your question about { $day }
inquiry-due = You get an answer before { $day }.
inquiry-due-here = Answer before { $day }.
inquiry-waits = Your question is with the admins of the group.
inquiry-extended-why = It takes longer. The reason:
inquiry-withdraw = Withdraw my question and erase everything
inquiry-clear = Erase it here too
inquiry-after = You do not agree? Ask a new question, or go to the supervisor: the Autoriteit Persoonsgegevens, in Belgium the Gegevensbeschermingsautoriteit.
inquiry-finding-nothing = Nothing about you was reported.
inquiry-finding-reported = Something was reported that may be about you.
inquiry-finding-erased = Of that day we keep nothing any more about who it was.
inquiry-finding-unclear = We cannot say without showing somebody else.
inquiry-words-nothing = We have looked at what was reported that day. Nothing in it is about you or your vehicle.
inquiry-words-reported = On that day something was reported that may be about you or your vehicle. Looks and number plates are erased 72 hours after the end of an incident, the words after 30 days. We do not tell who reported. Is something wrong? Let us know, and we correct it with everybody who got it.
inquiry-words-erased = Of that day we only have that there was something, in which street and how it ended. It does not say any more who it was about.
inquiry-words-unclear = With what you wrote we cannot find out whether it is about you, without showing data of somebody else. Do you know the street or the time? Then ask a new question.
inquiries-title = Questions of outsiders
inquiries-lead = People who are not members ask what was reported about them. Answer within a month; the law asks for it.
inquiries-open = Waits for an answer
inquiries-none = Nobody waits.
inquiries-answered = Answered
inquiries-share = The link to the form
inquiries-share-hint = Put it on your website or flyer. It also stands at the foot of the group's public page.
inquiry-urgent = That is soon.
inquiry-asked = asked { $at }
inquiry-compare = Look for yourself
inquiry-compare-hint = This is what was reported that day. Compare it yourself. That you read this question stands in the log.
inquiry-compare-none = Nothing was reported that day, or it is forgotten already.
inquiry-answer = Answer
inquiry-answer-hint = Choose what you found. The asker gets the words beside it. Name nobody else, and not who reported.
inquiry-answer-words = Rather in your own words?
inquiry-answer-button = Send the answer
inquiry-extend = Not possible within the month?
inquiry-extend-why = Why does it take longer?
inquiry-extend-hint = The asker reads this. You get two months more, once.
inquiry-extend-button = Put it off
notice-inquiry-sent = Your question was sent.
notice-inquiry-withdrawn = Your question was erased.
notice-inquiry-answered = The answer is on its way.
notice-inquiry-extended = Put off. The asker is told.
error-inquiry-about = Choose whether it is about yourself or about a vehicle.
error-inquiry-day = Fill in the day that it is about.
error-inquiry-day-range = Choose a day of the last { $max } days. From before we no longer know whom it was about.
error-inquiry-words = Write by what we recognise you or your vehicle.
error-inquiry-code = This code is wrong or too old. Look in the mail, or ask your question again.
error-inquiries-many = { $max } questions of yours wait already, or too many at this group. Wait for an answer.
deed-inquiry_came = Somebody from outside asked what was reported about them
deed-inquiry_read = { $by } read a question of an outsider
deed-inquiry_extended = { $by } put off the answer to an outsider
deed-inquiry_answered = { $by } answered a question of an outsider
export-deed-inquiry_came = an outsider asked a question
export-deed-inquiry_read = read a question of an outsider
export-deed-inquiry_extended = put off the answer to an outsider
export-deed-inquiry_answered = answered an outsider
action-answer_inquiries = Read and answer questions of outsiders
retention-inquiry = Questions of people who are not members. Their address and words go as soon as the answer was mailed.
retention-inquiry-why = An answer may take three months at most. The month after that is to show that it came in time.
retention-export = When you took along what is known about you.
retention-export-why = A year, so that you see whether somebody else did.
retention-coordinator_asked = Who was asked to coordinate an umbrella, while they have not answered: the e-mail address.
retention-coordinator_asked-why = Two weeks to think it over. After that the umbrella may ask again.
mail-inquiry-subject = Your question to { $group }
mail-inquiry-code = Your code to send your question to { $group }. It works for ten minutes, on the device on which you asked.
mail-inquiry-extended = The answer takes longer: { $day } at the latest. The reason:
mail-inquiry-button = See how it stands
mail-inquiry-why = You get this because you asked { $group } something. Was it not you? Then you need not do anything.
mail-desk-button = Look at the question
mail-desk-why = You get this because you run the group.
mail-desk-why-umbrella = You get this because you coordinate the umbrella of this group.
mail-desk-umbrella = Look at your umbrella
mail-desk-came = An outsider asks something
mail-desk-soon = A question waits for an answer
mail-desk-overdue = A question should have been answered
mail-desk-lapsing = A question was not answered
mail-desk-text-came = { $n ->
    [one] Somebody asks { $group } what was reported about them. The answer has to be there before { $day }. The law asks for it.
   *[other] { $n } people ask { $group } what was reported about them. The first answer has to be there before { $day }. The law asks for it.
}
mail-desk-text-soon = { $n ->
    [one] Somebody asked { $group } what was reported about them. The answer has to be there before { $day }.
   *[other] { $n } people asked { $group } what was reported about them. The first answer has to be there before { $day }.
}
mail-desk-text-overdue = { $n ->
    [one] Somebody asked { $group } what was reported about them. The answer should have been there before { $day }. The law asks for it. An admin or deputy can still answer.
   *[other] { $n } people asked { $group } what was reported about them. The first answer should have been there before { $day }. The law asks for it. An admin or deputy can still answer.
}
mail-desk-text-lapsing = { $n ->
    [one] Somebody asked { $group } what was reported about them, and got no answer. The question is erased in a few days. Who asked is told that, and may go to the supervisory authority.
   *[other] { $n } people asked { $group } what was reported about them, and got no answer. The questions are erased in a few days. Who asked is told that, and may go to the supervisory authority.
}
mail-inquiry-unanswered = Nobody of { $group } answered your question. It is erased in a few days. You had a right to an answer. You may go to the supervisory authority: the Autoriteit Persoonsgegevens, in Belgium the Gegevensbeschermingsautoriteit. You may also ask again.
inquiry-overdue = Too late. The answer should have been there before { $day }.
inquiry-overdue-mine = You should have had an answer before { $day }. That did not happen.
inquiry-overdue-told = The admins are told.
inquiry-overdue-told-umbrella = The admins and their umbrella are told.
inquiry-overdue-after = Does it take too long? You may go to the supervisory authority: the Autoriteit Persoonsgegevens, in Belgium the Gegevensbeschermingsautoriteit.
inquiries-go = { $n ->
    [one] One question of an outsider
   *[other] { $n } questions of outsiders
}
inquiries-overdue = { $n ->
    [one] 1 too late
   *[other] { $n } too late
}
inquiry-answer-words-hint = If you write something here, the asker gets only this. Language of the asker: { $language }.
inquiry-answer-sure = This may tell something about somebody else. Change it, or send it once more: then it goes all the same.
error-inquiry-reveals-plate = There is a number plate: { $what }. Is it the asker's own?
error-inquiry-reveals-email = There is an e-mail address: { $what }.
error-inquiry-reveals-phone = There is a phone number: { $what }.
error-inquiry-alias = This answer says how somebody of your group is called. Who reported is never told. Therefore nobody is named. Take the name out.
deed-inquiry_reminded = The admins were reminded that an outsider waits for an answer
deed-inquiry_overdue = An outsider should have had an answer; the admins are told, and the umbrella if the group has one
deed-inquiry_unanswered = Nobody answered an outsider; who asked is told
export-deed-inquiry_reminded = reminded that an outsider waits for an answer
export-deed-inquiry_overdue = an outsider should have had an answer
export-deed-inquiry_unanswered = nobody answered an outsider
admin-fatigue-often = The group is woken nearly every week
admin-fatigue-for-nothing = Half of the alarms were for nothing

## Logs: what was done, by whom, to whom; and who may do what
who-operator = The operator of this website
who-former = A former member
who-former-about = a former member
log-title = Log
log-lead = What admins and deputies do is written down here. Whoever it is about reads it too. It goes after a year.
log-none = There is nothing yet.
log-more = Earlier
my-log-title = Who did something with my data?
my-log-lead = Here you read who looked up your address or changed your role, and why. The admins of your group read it too. It goes after a year.
my-log-none = Nobody did anything with your data.
deed-role_changed = { $by } made { $about } { $detail }
deed-contact_shown = { $by } looked up how { $about } is reached
deed-readmitted = { $by } let { $about } in again at another address
deed-readmission_refused = { $about } stopped that
deed-came_back = { $about } is back at another address
deed-invite_made = { $by } made an invite
deed-invite_revoked = { $by } withdrew an invite
member-since = member since { $day }
member-log-title = What was done about this member
member-log-hint = { $alias } reads this too.
contact-title = How to reach them
contact-hint = Only when it is needed. { $alias } sees that you looked, and why.
contact-button = Show the e-mail address
contact-shown = You can write to
field-reason = Why? The member reads this.
field-reason-know = How do you know that it really is this neighbour?
readmit-title = Lost phone and mailbox?
readmit-hint = Do you know { $alias }, and do they ask for help themselves? Make a link for one use, which works for two days. Show it or send it yourself. The old address is told that you did this, and can stop it.
readmit-button = Make a link to come back
way-in-title = There is a way in at your place
way-in-open = There is a link already, valid until { $moment }
way-in-mine = An admin thinks that you lost your phone and mailbox, and made a link to come back at another address. It works until { $moment }. You lost nothing? Then stop it.
way-in-refuse = Stop it
join-comes-back = Welcome back, { $alias }. Give an e-mail address that you can read now. Your old address hears no more of this group afterwards.
who-may-title = Who can do what here?
who-may-lead = This table comes straight from the rule by which SAAR decides.
who-may-what = What
may-yes = yes
may-no = no
may-own = own only
may-others = for others
may-members = for members
action-view_group = See the group and its incidents
action-report = Raise an alarm
action-view_incident = Read an incident
action-record_call = Record that somebody called
action-respond = Respond
action-sight = Add something
action-close = Close an incident
action-recall = Correct an incident
action-view_admin = See the admin page
action-view_log = Read the log
action-invite = Invite
action-assign_roles = Give roles
action-view_member = See a member's page
action-show_contact = Look up how somebody is reached, with a reason
action-readmit = Let somebody in again who lost phone and mailbox
action-edit_area = Say which area and streets belong
action-vouch = Confirm that a neighbour lives here
action-answer_requests = Answer requests to join
action-set_joining = Choose whether and how neighbours can join
action-leave = Leave the group

## Keeping order, kindly
role-paused = Paused
measures-title = House rules
measures-hint = Begin kindly. { $alias } reads what you write, and can object. It goes after 90 days.
measure-begin = Address this member
measure-reminder = Reminder
measure-warning = Warning
measure-pause = Pause
measure-removal = Removal
measure-reminder-what = A kind word in private. Nothing changes.
measure-warning-what = Say clearly what cannot be, and what happens if it happens again.
measure-pause-what = The member hears alarms and can raise one, but does not respond or add anything.
measure-removal-what = The member is out of the group at once. Only if there is really no other way.
measure-new-title = Address { $alias }
measure-new-lead = Choose how far you go, and change the words. The member gets an e-mail that something is waiting, and reads the words after signing in.
field-step = Step
field-rule = Which house rule is it about?
rule-choose = Choose a house rule
field-pause-days = How many days? At most { $max }
field-measure-words = What the member reads
field-measure-words-hint = Say what happened, and what you ask of { $alias }.
measure-words-reminder = Hello { $alias },

    Good that you keep an eye out in { $group }. Your message does not belong in the alarm. There is another place for such things: you find it under “Not urgent?”.

    That way everybody stays alert when it matters. Thank you.

    { $me }
measure-words-warning = Hello { $alias },

    Your message does not fit the house rules that we agreed on in { $group }. Will you not do this again?

    If it happens again, we have to pause you for a while. { $object }

    { $me }
measure-words-pause = Hello { $alias },

    We asked you before to follow the house rules of { $group }. So you are paused for a while. You hear alarms, and you can raise one yourself. Responding and adding is not possible for now.

    { $object }

    { $me }
measure-words-removal = Hello { $alias },

    We did not manage together to follow the house rules of { $group }. So you are no longer a member.

    { $object } If you see something suspicious, always call the police yourself.

    { $me }
measure-words-object = Do you see it differently? Then object, and somebody else looks at it.
measure-words-object-nobody = Do you see it differently? Then object. There is nobody else yet who can decide; I look for a second admin. Until then your objection stays open.
measure-send-reminder = Send the reminder
measure-send-warning = Give the warning
measure-send-pause = Pause
measure-send-removal = Remove from the group
measure-by = by { $alias }
measure-until = until { $moment }
measure-objection = Objection
measure-upheld = { $alias } looked at it: it stands
measure-taken-back = { $alias } looked at it: it is taken back
measure-undone = taken back
measure-waits = The objection waits for somebody else.
measure-waits-nobody = Nobody else runs this group yet who could decide. The admin was asked to find a second one. Until then it stands, and the objection stays open.
measure-object = I do not agree
measure-object-send = Object
field-objection = Why is it not right?
field-objection-hint = Somebody other than who did this reads it and decides.
field-objection-hint-nobody = Nobody else runs this group yet who could decide on it. The admin is asked to find a second one. Until then it stands, and your objection is shown as open.
my-measures-title = When I was addressed
my-measures-lead = Here you read what was written, and why. You can object. It goes after 90 days.
my-measures-none = Nobody addressed you.
objections-title = Objections
objections-lead = Read both sides. Whoever took the step does not decide on the objection.
objections-none = No objection is waiting.
umbrella-objections-lead = Nobody in the group itself can decide on these, or nobody did within three days. Read both sides. Your name is not shown: it says that the umbrella decided. That you read it stands in the log of the group.
umbrella-objection-of = Group: { $group }
umbrella-count-objections = { $n ->
    [one] objection waits for you
   *[other] objections wait for you
  }
who-umbrella = the umbrella
field-upheld = What do you decide?
upheld-yes = It stands
upheld-no = It is taken back
field-answer = Your answer to the member
decide-send = Decide
decide-other = You took this step yourself, or it is about you. Somebody else who runs the group decides.
decide-nobody = You took this step yourself, and nobody else can decide on the objection. Make somebody else admin or deputy: they decide. Until then it stays open.
member-paused = Paused until { $moment }
deed-measured = { $by } addressed { $about }: { $detail }
deed-objected = { $about } objected: { $detail }
deed-decided = { $by } decided on the objection of { $about }: { $detail }
deed-decided_by_coordinator = The coordinator of the umbrella decided on the objection of { $about }: { $detail }
deed-objection_read = The coordinator of the umbrella read the objection of { $about }
deed-pause_ended = The pause of { $about } is over
decided-upheld = it stands
decided-taken_back = taken back
action-drill = Begin a drill
action-moderate = Remind, warn, pause, remove
action-decide = Decide on an objection

## Importing: inviting who stands in a file
import-title = Invite neighbours from a file
import-link = Invite neighbours from your group chat or address list
import-lead = Choose the export of your group chat, your contacts or a list of addresses. You see who is in it and choose whom you invite.
import-promise = The file is read and then forgotten. SAAR keeps nothing about anyone who has not joined, and sends nothing to anyone. You invite people yourself, with your own phone or mail.
import-file = File
import-file-hint = A WhatsApp chat (.txt or .zip, without media), contacts (.vcf) or a table (.csv). At most { $megabytes } MB.
import-read = Read the file
import-sending = Sending: { $percent }%
import-reading = Sent. It is being read now.
import-failed = Sending did not work. Check your connection and try again.
import-how-title = How do I make such a file?
import-how-android = WhatsApp on Android: open the group, tap the three dots, then “More”, “Export chat” and “Without media”.
import-how-iphone = WhatsApp on iPhone: open the group, tap its name, then “Export chat” and “Without media”.
import-how-contacts = Contacts: open your contacts, choose whom you want to invite and choose “Share” or “Export” as a vCard (.vcf).
import-how-table = A table: save it as CSV, with a column for name, phone or e-mail.
import-line = Line { $n }:
import-found-title = This is in it
import-found-chat = A chat of { $lines } lines. { $n } people wrote in it.
import-found-vcard = Contacts: { $n } people.
import-found-csv = A table: { $n } people.
import-found-list = { $n } people in your file.
import-found-twice = { $n ->
    [one] 1 of them seems to be in it twice.
   *[other] { $n } of them seem to be in it twice.
}
import-nothing-kept = This list is on this screen only. Close the page and it is gone. SAAR does not compare it with who is in already: you would see who is behind which name. Who is in already sees so at the link.
import-refused-title = This could not be read
import-people-title = Whom do you invite?
import-people-hint = Untick whoever you do not want to invite. Only invite people who live or work in your area.
import-free = { $n ->
    [one] The group has 1 place left.
   *[other] The group has { $n } places left.
}
import-no-address = no number or e-mail address in the file
import-same-phone = same number as { $n }
import-same-email = same e-mail address as { $n }
import-same-name = same name as { $n }
import-person-at = number { $n }, line { $line }
import-people-more = There are { $n } more people in the file. Make the file smaller to see them too.
import-make-link = Make a link for them
import-nobody = There is nobody in it whom you can invite.
import-repairs-title = { $n ->
    [one] 1 place was mended or skipped
   *[other] { $n } places were mended or skipped
}
import-notes-more = And { $n } more.
import-invited-title = The link is ready
import-invited-lead = { $n ->
    [one] 1 neighbour can use it, until { $day }. You can always revoke it.
   *[other] { $n } neighbours can use it, until { $day }. You can always revoke it.
}
import-message = Our neighbourhood group { $group } continues on SAAR: alarms only, no chat, and your number stays yours. Join until { $day }: { $url }
import-subject = Join the neighbourhood group { $group }
import-all-title = All at once, in your group chat
import-each-title = Or one by one
import-each-hint = WhatsApp or your mail program opens with the text in it. You send it yourself. SAAR does not see to whom.
import-mail = E-mail
import-qr-title = Or have it scanned
import-invited-gone = The names on this page are gone once you close it. You find the link itself at
import-invite-page = this invitation
error-import-missing = Choose a file first.
error-import-large = The file is too large. At most { $megabytes } MB is possible. Export the chat without media, or a shorter time.
error-import-slow = It took too long. Export the chat without media, and try with a better connection.
error-import-busy = A file is still being read. Try again in a minute.
error-import-unreadable = This file cannot be read. Below is why, and what you can do.
error-import-chosen = Choose at least 1 and at most { $max } people.
import-note-other = Something is wrong here. This place was skipped.
import-note-an-area = This is an area on the map. A chat, a list of contacts or a table fits here.
import-note-before-the-first-message = What stands above the first message was skipped.
import-note-binary = This is not text. Choose the file as the app made it.
import-note-broken-character = A character on this line is broken.
import-note-broken-row = This row cannot be read. Save the table as CSV once more.
import-note-broken-zip = The zip file is broken, or has a password. Export the chat once more.
import-note-card-unfinished = This contact ends halfway. Export your contacts once more.
import-note-columns-unknown = The columns have no names that SAAR knows. Put on the first line: name, phone, e-mail.
import-note-date-order-undecided = Day and month cannot be told apart. SAAR took the usual order.
import-note-email-unreadable = The e-mail address is wrong and was skipped.
import-note-empty = There is nothing in this file. Export it once more.
import-note-impossible-date = This date does not exist. The line now belongs to the message above it.
import-note-line-without-colon = This line has no colon. It was skipped.
import-note-long-row = This row has more cells than there are columns.
import-note-name-too-long = The name was too long and was cut.
import-note-no-contacts = There are no contacts in it. Check that you chose the right file.
import-note-no-messages = No WhatsApp chat begins here. Choose the file _chat.txt or the zip from “Export chat”.
import-note-no-text-in-zip = The zip holds no chat, list of contacts or table. Choose the zip from “Export chat”.
import-note-nobody = There is no name, number or address here. The place was skipped.
import-note-not-a-card = This is no contact. Export your contacts as vCard once more.
import-note-phone-unreadable = The phone number is wrong and was skipped.
import-note-several-in-zip = The zip holds several files that could be meant. Unpack it and choose one.
import-note-short-row = This row has fewer cells than there are columns.
import-note-too-many-bytes = The file is too large. Export a shorter time, or without media.
import-note-too-many-candidates = There are more people in it than fit into a group. Choose a smaller file.
import-note-too-many-files = There are too many files in the zip. Export the chat without media.
import-note-too-many-lines = The file has too many lines. Export a shorter time.
import-note-unclosed-quote = A quotation mark is never closed. Save the table as CSV once more.
import-note-unknown-kind = SAAR does not recognise this file. Choose a WhatsApp chat, contacts (.vcf) or a table (.csv).
import-note-zip-bomb = The file in the zip becomes far too large. Export the chat once more.

## How asleep a group is, and other drawings
chart-table = As a table
sleep-title = How asleep is your group?
sleep-lead = { $messages } messages in { $days } days: { $daily } a day.
sleep-alarming = Of 100 messages { $percent } look like an alarm.
sleep-night = { $n ->
    [0] At night, from 23 to 7, it was quiet.
    [one] At night, from 23 to 7, there was 1 message.
   *[other] At night, from 23 to 7, there were { $n } messages.
}
sleep-how = SAAR looked at the words of each message. It is an estimate, no judgement of anyone. This too is gone once you close the page.
sleep-sample = What they are about comes from { $n } messages, spread evenly over the time.
sleep-time-day = Messages a day
sleep-time-week = Messages a week
sleep-time-month = Messages a month
sleep-time-year = Messages a year
sleep-time-desc = The most: { $n }, { $label }.
sleep-week-of = week of { $day }
sleep-hour = Messages by hour of the day
sleep-hour-desc = The busiest is { $label }, with { $n } messages. At night there were { $night }; those bars are striped.
sleep-matter = What messages are about
sleep-matter-desc = Of 100 messages { $alarm } look like an alarm, { $elsewhere } belong to another desk, { $chatter } are small talk and { $other } are about something else.
sleep-matter-alarm = Looks like an alarm
sleep-matter-elsewhere = For another desk, such as a lamp or litter
sleep-matter-chatter = Small talk
sleep-matter-other = Something else
sleep-short-alarm = alarm
sleep-short-elsewhere = other desk
sleep-short-chatter = small talk
sleep-short-other = other
sleep-col-day = Day
sleep-col-week = Week
sleep-col-month = Month
sleep-col-year = Year
sleep-col-hour = Hour
sleep-col-matter = Subject
sleep-col-messages = Messages

## How often a group is woken
budget-title = How often is there an alarm?
budget-link = How often is there an alarm?
budget-lately = { $n ->
    [0] In the last 30 days there was no alarm.
    [one] In the last 30 days there was 1 alarm.
   *[other] In the last 30 days there were { $n } alarms.
}
budget-unfounded = { $n ->
    [one] 1 of them was for nothing: a false alarm, or a known person.
   *[other] { $n } of them were for nothing: a false alarm, or a known person.
}
budget-fatigue-often = The group is woken about every week. That is when people turn off the sound. Talk about it: was every alarm really for the whole group?
budget-fatigue-for-nothing = At least half of the alarms were for nothing. That is when people begin to doubt. Ask reporters to look first at what somebody does, and close a false alarm quickly.
budget-months = Alarms by month
budget-months-desc = In 12 months: { $n ->
    [0] no alarm
    [one] 1 alarm
   *[other] { $n } alarms
}, of which { $unfounded } for nothing. That part stands at the foot of each bar.
budget-col-month = Month
budget-col-alarms = Alarms
budget-col-unfounded = For nothing
budget-pace-title = How soon does the neighbourhood know?
budget-pace = Of 100 neighbours { $ten } were reached within 10 seconds, { $minute } within a minute and { $five } within 5 minutes. So it went with the latest alarms.
budget-median = { $n ->
    [0] Half of them knew at once.
    [one] Half of them knew within 1 second.
   *[other] Half of them knew within { $n } seconds.
}
budget-pace-none = That cannot be said now. It takes an alarm that went to at least five neighbours and ended no more than { $days } days ago. After that SAAR forgets who was reached.
budget-drill = In the latest drill, of 100 neighbours { $minute } were reached within a minute and { $five } within 5 minutes.
budget-habits-title = Who does not hear it?
budget-unreachable = { $n } of { $of } others would not get an alarm now.
budget-muted = { $n ->
    [one] 1 member keeps real alarms silent at night.
   *[other] { $n } members keep real alarms silent at night.
}
budget-away = { $n ->
    [one] 1 member is away now.
   *[other] { $n } members are away now.
}
budget-habits-hint = These are numbers alone. SAAR does not say who they are. Whoever fell silent is told so themselves.

## Planned drills
drills-title = Drills
drills-lead = Plan a drill. Everybody is told beforehand, without a sound. When the time comes you begin the drill with one tap.
drill-plan-title = Plan a drill
drill-day = Day
drill-time = Time
drill-plan-hint = The time of your group. Choose a moment at which most neighbours are awake.
drill-plan = Plan and tell everybody
drill-begin = Begin the drill
drill-call-off = Call it off
drill-phase-planned = Planned. Everybody is told.
drill-phase-open = It is time: you can begin.
drill-phase-called-off = Called off.
drill-phase-missed = Nobody began the drill.
drill-home = { $day } at { $time }
drill-home-text = Nothing real happens then, and nobody calls. So the group sees whether an alarm reaches everybody.
drill-reports-title = How it went
drill-reports-none = There has not been a drill yet.
drill-report = Of 100 neighbours { $ten } were reached within 10 seconds, { $minute } within a minute and { $five } within 5 minutes.
drill-report-few = Too few neighbours to count without saying who they are.
drill-col-channel = First reached by
drill-col-all = In all
drill-channel-push = Notification on the device
drill-channel-mail = E-mail
drill-channel-page = The open page
notice-drill-planned = The drill is planned. Everybody is told, without a sound.
notice-drill-called-off = The drill is called off. Everybody is told.
error-drill-day-range = Choose a moment that is at least an hour and at most { $max } days away.
error-drill-when = Fill in a day and a time, such as 28-11-2026 and 20:00.
error-drills-enough = { $max } drills are planned already. Wait until one of them is over.
error-drill-not-now = This drill cannot begin now. It can from a quarter of an hour before its time until two hours after.
error-drill-real = Something real is going on in the group. Practise later.
error-drill-over = This drill has begun or is over, and can no longer be called off.
drill-mail-subject-on = { $day } at { $time }
drill-mail-subject-off = { $day } at { $time } is called off
drill-mail-text-on = Your neighbourhood group { $group } practises. You hear an alarm with the word DRILL beside it. Nothing real happens, and nobody calls. Open the alarm when you see it, then we know that it reaches you.
drill-mail-text-off = The drill of your neighbourhood group { $group } is called off. You need not do anything.
drill-mail-button = See your group
drill-mail-why = You get this message because you are a member of { $group }. Notifications are set at:

## When nobody looks after the group any more
switch-title = Your group needs somebody
switch-cause-silence = The admins of your group have not been seen for a while. Alarms arrive as always.
switch-cause-requests = Neighbours who want to join have waited for an answer for a while. Alarms arrive as always.
switch-step-remind = the admins were reminded
switch-step-deputies = the deputies were told, and may take over
switch-step-coordinators = the coordinator of the umbrella was told
switch-step-volunteers = all neighbours were asked who wants to be admin
switch-take-over-text = The admins do not answer. You can take over. They stay admin too.
switch-take-over = I take over
switch-volunteer = I want to be admin
switch-volunteered = Thank you. You said that you want to be admin.
switch-who-appoints = An admin, a deputy or the coordinator of the umbrella chooses who it will be.
switch-alone = An admin or a deputy chooses who it will be. If none of them answers, only who runs this website can appoint somebody. Ask there; it does not happen by itself.
switch-volunteers = These neighbours want to be admin:
switch-appoint = Make admin
notice-volunteered = Thank you. Those who may choose were told.
notice-took-over = You are admin now. Thank you.
deed-switch_climbed = SAAR looked after the group: { $detail }
deed-switch_ended = Somebody looks after the group again
deed-volunteered = { $by } wants to be admin
action-volunteer = Say that you want to be admin, when the group seeks one
action-take_over = Take over, when the admins do not answer
action-appoint = Make a volunteer admin, when the group seeks one
mail-news-button = Look at your group
mail-news-why-asked = You get this message because somebody gave this address. If you do nothing, we forget it.
mail-news-why = You get this message because you do something for the neighbourhood group { $group }, or are in it.
mail-news-remind-subject = Your neighbourhood group misses you
mail-news-remind = You are admin of { $group }. Nobody who runs the group has been seen for a while, or neighbours wait for an answer. Have a look at the Admin page, and answer whoever waits: that is enough. Can you not do it any more? Then make a neighbour admin.
mail-news-deputies-subject = Can you take over your neighbourhood group?
mail-news-deputies = You are deputy of { $group }. The admins do not answer. You can take over now, on the page of your group. The admins stay admin too.
mail-news-coordinators-subject = A neighbourhood group needs you
mail-news-coordinators = The admins and deputies of { $group } do not answer. Call or write to them. Soon we ask all neighbours who wants to be admin; then you can appoint somebody.
mail-news-volunteers-subject = Who wants to be admin of your neighbourhood group?
mail-news-volunteers = Those who run { $group } do not answer. Alarms arrive as always. But somebody is needed who lets neighbours in and has a look now and then: ten minutes a week. Do you want to? Say so on the page of your group.
mail-news-volunteered-subject = A neighbour wants to be admin
mail-news-volunteered = A neighbour wants to be admin of { $group }. On the page of the group you see who it is, and can say yes.
mail-news-appointed-subject = You are admin now
mail-news-appointed = You are admin of { $group } now. Thank you! The Admin page says what waits. Ask a second one too: together it is lighter.
mail-news-request-subject = A neighbour wants to join
mail-news-request = Somebody wants to join { $group } and waits for an answer. On the page Requests you see who it is.
mail-news-request_others-subject = A neighbour still waits
mail-news-request_others = Somebody wants to join { $group }. Who is on call has not answered yet. On the page Requests you see who it is.
mail-news-flag-subject = Somebody pointed at a message
mail-news-flag = In the group { $group } a member pointed at a message that perhaps does not belong there. Will you look at it?
mail-news-flag_others-subject = A message still waits for somebody who looks
mail-news-flag_others = In the group { $group } a member pointed at a message that perhaps does not belong there. Who is on call has not looked at it yet. Will you?
mail-news-objection-subject = A member objects
mail-news-objection = In the group { $group } a member objects to a step that was taken. You can decide on it. Read both sides on the page Objections.
mail-news-objection_under-subject = An objection asks for your decision
mail-news-objection_under = In the group { $group } a member objected. Nobody in the group can decide on it, or nobody did within three days. You coordinate the umbrella: would you read both sides and decide?
mail-news-objection_nobody-subject = A member objects, and nobody can decide
mail-news-objection_nobody = In the group { $group } a member objects to a step that was taken. Whoever took the step does not decide, and nobody else runs the group. Make somebody else admin or deputy: they decide. Until then the objection stays open.

## Liaisons from outside
liaisons-title = Who looks in?
liaisons-go = Who looks in?
liaisons-lead = The group can let the community police officer, the municipality or the housing association look in. The group decides what they see, and ends it whenever it wants.
liaisons-none = Nobody from outside looks in now.
liaison-kind = Who is it?
liaison-kind-police = Community police officer
liaison-kind-municipality = Municipality
liaison-kind-housing_association = Housing association
liaison-most-counts = (counts only)
liaison-view = What may this liaison see?
liaison-view-counts = Counts only
liaison-view-incidents = Counts and closed incidents
liaison-since = Since { $since }, up to and including { $until }.
liaison-asked-on = Asked on { $day }, has not answered yet.
liaison-by = Asked by { $by }.
liaison-looked = Last looked at the incidents on { $day }.
liaison-not-looked = Has not looked at the incidents yet.
liaison-extend-until = May look in up to and including
liaison-end = End this
liaison-sees = What does a liaison see?
liaison-sees-counts = Always: the aliases of the admins, whether somebody looks after the group, and counts of members, alarms and drills.
liaison-sees-incidents = If the group chooses so, also of closed incidents: the kind, the time and how it ended. Each time is in the group's log.
liaison-sees-never = Never: what an incident says, where it was, descriptions, number plates, photos, names or addresses. A liaison gets no alarm and is no member.
liaison-new = Ask a liaison
liaison-new-hint = The liaison gets a mail and says yes or no themselves. All members can read who looks in.
liaison-office = Office or function
liaison-office-hint = For example "Community officer North". No name of a person: everybody in the group reads this.
liaison-until = Up to and including which day?
liaison-until-hint = A year at most. We remind the admins two weeks before.
liaison-ask = Send the question
liaison-before = Looked in, or was asked
liaison-ended-on = Ended on { $day }.
liaison-ending-group = The group ended it.
liaison-ending-liaison = The liaison stopped.
liaison-ending-refused = The liaison said no.
liaison-ending-unanswered = No answer came.
liaison-ending-expired = The last day was over.
liaison-told-came = { $office } looks in on the group since a short time.
liaison-told-ended = { $office } looks in on the group no longer.
liaison-page = Liaison
liaisons-mine = Groups that you look in on
liaison-look = See what the group shows you
liaison-asked-here = This group asks you to be its liaison. First read what that means.
liaison-read = Read the question
liaison-asks = The neighbourhood group { $group } asks whether you want to look in as { $office }.
liaison-you-see = What you see
liaison-last-day = You can look in up to and including { $day }, unless the group ends it before.
liaison-bound = What you keep to
liaison-bound-secret = You are bound to professional secrecy, also for what you read here.
liaison-bound-function = You use what you see for your function alone, and pass it on to nobody.
liaison-bound-passive = You advise and do not lead the group. In an emergency the neighbours call the emergency number themselves.
liaison-bound-logged = Each time that you look at the incidents is in the group's log.
liaison-bound-stop = The group can end it at any time, and so can you.
liaison-yes = Yes, I look in and keep to this
liaison-no = No
liaison-lead = The group lets you look in up to and including { $day }.
liaison-count-members = { $n ->
    [one] member
   *[other] members
}
liaison-count-month = alarms in 30 days
liaison-count-year = alarms in a year
liaison-few = This group has so few members that a count of alarms, or a time, would already say who it was. So it is left out.
liaison-care = Who looks after the group?
liaison-admins = Its admins are { $who }.
liaison-no-admin = The group has no admin now.
liaison-looked-after = The group is looked after.
liaison-not-looked-after = The group is not well looked after now. SAAR has told the neighbours.
liaison-drilled = The last drill was on { $day }.
liaison-never-drilled = The group has not had a drill yet.
liaison-incidents = Closed incidents
liaison-incidents-hint = The latest of the past year, without words, place or names. That you look at this is in the group's log.
liaison-incidents-none = There were no incidents in the past year.
liaison-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
liaison-stop-title = Stopping
liaison-stop-hint = You see the group no longer then. The group can ask you again.
liaison-stop = I look in no longer
liaison-over = Since { $day } you no longer look in on this group.
liaison-over-more = Questions? Contact the admins. The group can ask you again.
notice-liaison-asked = The question is on its way by mail.
notice-liaison-extended = The last day was changed.
notice-liaison-ended = It has ended. The liaison sees nothing of the group any more.
notice-liaison-now = You look in now. Thank you.
error-liaison-kind = Choose who it is.
error-liaison-kind-offered = In this country nobody like that can look in on a group. Choose another.
error-office-missing = The office or function is missing. Fill it in, for example "Community officer North".
error-liaison-view = Choose what the liaison may see.
error-liaison-view-offered = In this country this liaison may see counts only. Choose "Counts only".
error-liaison-until = Choose a day, such as 31-05-2027.
error-liaison-until-range = Choose a day from tomorrow on, at most { $max } days ahead.
error-liaison-taken = This address has been asked already, or looks in already.
error-liaisons-many = A group has at most { $max } liaisons, and asks no more than that in a day. End one first, or wait until tomorrow.
role-liaison-counts = Liaison with counts
role-liaison-incidents = Liaison with incidents
action-visit = See from outside who runs the group, and counts
action-read_ended = See from outside which incidents there were, when, and how they ended
action-grant_view = Let somebody from outside look in
action-end_view = End what somebody from outside sees
deed-liaison_asked = { $by } asked { $about } to look in
deed-liaison_came = { $about } looks in
deed-liaison_refused = { $about } does not want to look in
deed-liaison_extended = { $by } changed the last day on which { $about } looks in
deed-liaison_ended = { $by } ended what { $about } sees
deed-liaison_stopped = { $about } stopped looking in
deed-liaison_expired = { $about } looks in no longer: the time was over
deed-liaison_looked = { $about } looked at the closed incidents
export-deed-liaison_asked = asked somebody from outside to look in
export-deed-liaison_came = somebody from outside looks in
export-deed-liaison_refused = somebody from outside does not want to look in
export-deed-liaison_extended = let somebody from outside look in longer
export-deed-liaison_ended = ended what somebody from outside sees
export-deed-liaison_stopped = somebody from outside stopped looking in
export-deed-liaison_expired = the time of somebody from outside was over
export-deed-liaison_looked = somebody from outside looked at the closed incidents
export-liaison-of = Groups that you look in on, or that asked you
export-liaisons-asked = Whom you asked to look in
export-field-office = Office or function
export-field-view = What can be seen
export-field-ending = Why it ended
mail-news-button-liaison = See your groups
mail-news-liaison-subject = Will you look in on a neighbourhood group?
mail-news-liaison = The neighbourhood group { $group } asks you to be its liaison. Sign in with this e-mail address and read what you will see and what you keep to. You can say yes or no within two weeks.
mail-news-liaison_renew-subject = May the liaison go on looking in?
mail-news-liaison_renew = Within two weeks a liaison of { $group } will see nothing any more. If you want it to go on, choose another last day. If not, it ends by itself.
mail-news-liaison_ended-subject = You look in on a neighbourhood group no longer
mail-news-liaison_ended = You are no liaison of { $group } any more. You see nothing of the group any longer. Thank you for looking in.

## Professional secrecy
secrecy-title = Professional secrecy
secrecy-lead = Do you work for the police, the emergency services, in care, for the municipality or elsewhere under secrecy? It stays in force here. Tell us, and we help you remember.
secrecy-what = We keep only that you are bound, not where you work. You see it yourself, and so do those who run the group. It goes a week after you leave the group.
secrecy-effect = Where you write or read incidents, there is one line then. You can always raise an alarm.
secrecy-field = I am bound to professional secrecy
secrecy-line = You are bound to professional secrecy: share nothing here that you know from your work, and do not use for your work what you read here.
secrecy-mark = bound to professional secrecy
secrecy-go = Are you bound to professional secrecy? Say so here.
action-declare_secrecy = Say that you are bound to professional secrecy
export-field-bound_to_secrecy = Bound to professional secrecy
export-field-came_back = Let in again at another address

## Umbrella
umbrella = Umbrella
umbrellas-mine = Umbrellas
umbrella-go = Look at its groups
umbrella-asked = You were asked to coordinate this umbrella. You then see counts of all groups, and no incidents or names.
umbrella-yes = Yes, I want to
umbrella-no = No
umbrella-count-groups = groups
umbrella-count-without = without an admin
umbrella-count-alone = with one admin
umbrella-count-requests = requests that wait
umbrella-groups = The groups
umbrella-hint = Counts and times alone. Incidents, names and addresses stay in the group. Who wants to be admin says their own alias.
umbrella-none = This umbrella has no group yet.
umbrella-col-admins = Admins
umbrella-col-requests = Requests
umbrella-col-reach = Reach now
umbrella-col-drill = Last drill
umbrella-col-sleep = Rest
umbrella-members = { $n ->
    [one] 1 member
   *[other] { $n } members
}
umbrella-admins = { $n ->
    [0] none
   *[other] { $n }
}
umbrella-reach = { $n } of { $of }
umbrella-few = too few neighbours to count
umbrella-no-drill = none yet
umbrella-sleeps = { $n ->
    [0] quiet
    [one] quiet, 1 alarm in 30 days
   *[other] quiet, { $n } alarms in 30 days
}
umbrella-awake = often awake: { $n } alarms in 30 days
umbrella-appoint = Make { $alias } admin
links-open = { $n ->
    [one] 1 link stands open by which somebody becomes admin.
   *[other] { $n } links stand open by which somebody becomes admin.
}
links-revoke = Take the links back
umbrella-few-alarms = too few neighbours to say
umbrella-ask-admins = Ask who wants to run the group
umbrella-emails-again = One on each line, five at most. Earlier links work no longer then.
umbrella-mail-admins = Send the mails
notice-admins-asked = The mails to the admins are on their way. Earlier links work no longer.
notice-links-revoked = The links by which somebody becomes admin were taken back.
error-emails-inhabited = There are members in this group already. They choose their admin themselves.
error-links-many = A group sends at most { $max } of these mails in a day. Try again tomorrow.
who-coordinator = The coordinator of the umbrella
deed-admins_asked = { $by } asked by mail who wants to run the group
deed-admin_links_revoked = { $by } took back the links by which somebody becomes admin
export-deed-admins_asked = asked by mail who wants to run the group
export-deed-admin_links_revoked = took back links by which somebody becomes admin
join-younger-closed = Ask an admin of the group to let you in another way.
umbrella-new-group = New group
umbrella-new-lead = You make the group and ask who will run it. They get a mail with a link. Who comes in by it is admin. You yourself are not in the group.
umbrella-country = Country
umbrella-emails = E-mail addresses of the admins
umbrella-emails-hint = One a line, five at most. Two are better than one.
umbrella-found = Make the group and send the mails
umbrella-coordinators = Coordinators
umbrella-coordinators-hint = { $n ->
    [one] You are the only one. Ask somebody else too.
   *[other] There are { $n } of you.
}
umbrella-email = E-mail address
umbrella-ask = Ask as coordinator
umbrella-step-down = I stop as coordinator
role-coordinator = Umbrella coordinator
action-oversee = See the counts of the group on the umbrella's page
deed-appointed_by_coordinator = The coordinator of the umbrella made { $about } admin
notice-coordinator-asked = The question is on its way by mail. Who says yes is coordinator.
notice-coordinator-now = You coordinate this umbrella now.
notice-umbrella-founded = The group was made. The mails to its admins are on their way.
error-emails-missing = Give at least one e-mail address of who will run the group.
error-umbrella-full = An umbrella has at most { $max } groups.
error-emails-wrong = One of the e-mail addresses is not right. Write each on a line of its own, like name@example.org.
error-emails-many = At most { $max } e-mail addresses. The admins can make others admin later.
error-coordinators-many = An umbrella has at most { $max } coordinators, with those who were asked.
mail-news-invited-subject = Will you run a neighbourhood group?
mail-news-invited = The coordinator of your umbrella asks you to run the new neighbourhood group { $group }. You let neighbours in and have a look now and then: ten minutes a week. By this button you come in as admin. The link works once, for two weeks. Do you not want to? Then there is nothing to do.
mail-news-coordinate-subject = Will you coordinate neighbourhood groups?
mail-news-coordinate = You were asked to coordinate { $group }. You then see which groups lack an admin and where neighbours wait. Sign in with this e-mail address and say yes or no. If you do nothing, we forget the question after two weeks.

## Roster
roster-title = Who is on call?
roster-tonight = On call tonight: { $who }.
roster-nobody = Nobody is on call tonight.
roster-hint = Questions of new neighbours, and messages that somebody pointed at, go first to who is on call and runs the group. If something still waits after twelve hours, the other admins and deputies are told too. If nobody is on call, they are all told at once. So they are if who is on call wrote the message. With an alarm you always call yourself.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
turn-evening = the evening
turn-night = the night
turn-asked = asked, no yes yet
turn-agree = Yes, I will
turn-remove = Take off the roster
turn-new = On the roster
turn-who = Who?
turn-me = Myself
turn-weekday = Each week on
turn-none = Choose a day
turn-day = Or once on
turn-part = Which part?
turn-put = Put on the roster
notice-turn-asked = The question is on its way by mail. The name stands there after a yes.
error-turn-day = Choose a day of the week, or a date from today to half a year ahead.
error-turn-part = Choose the evening or the night.
error-turns-many = There are { $max } turns on the roster already. Take one off first.
deed-turn_asked = { $by } asked { $about } to be on call
deed-turn_taken_off = { $by } took { $about } off the roster
action-take_turn = Put yourself on the roster
action-edit_roster = Put others on the roster, and take them off
admin-first = What counts now
admin-more = More
admin-on-call = On call tonight: { $who }
admin-nobody-on-call = Nobody is on call tonight
admin-reach = An alarm reaches { $n } of the { $of } others now
admin-reach-few = Reach: too few neighbours to count
admin-rules = The house rules of the group
mail-news-turn-subject = Can you be on call?
mail-news-turn = Those who run { $group } ask whether you want to be on call. On the roster you see when, and say yes. If you say nothing, you are not on it.

## Settings
settings-title = Settings
channels-title = How an alarm reaches you
channels-hint = In this order. Without a sign of life we try the next.
channel-push = Notification on your device
channel-mail = E-mail
channel-earlier = Earlier
channel-later = Later
channel-state-working = Works
channel-state-off = Off
channel-state-failing = Does not arrive
test-alarm = Send me a test alarm
test-title = Test alarm
test-hint = Only for you, by the same way as a real alarm. Nobody else gets it or sees it. Six an hour at most.
test-mark = TEST
test-result = What became of your test alarm
test-sent-at = Test alarm, sent at { $time }.
test-no-way = There is no device or mailbox yet to send anything to. Turn notifications on above.
test-waiting = Waits for its turn …
test-under_way = On its way …
test-accepted-push = { $n ->
    [one] Taken by your browser’s service, within 1 second
   *[other] Taken by your browser’s service, after { $n } seconds
}
test-accepted-mail = { $n ->
    [one] Taken by the mail server, within 1 second
   *[other] Taken by the mail server, after { $n } seconds
}
test-arrived = { $n ->
    [one] Arrived within 1 second
   *[other] Arrived after { $n } seconds
}
test-opened = Opened
test-not-yet = Has not arrived yet …
test-ask = Do you see the mail?
test-yes = Yes, it is here
test-failed-push = Does not arrive. Open SAAR on that device and turn notifications on again.
test-failed-mail = Does not arrive. Is your e-mail address still right?
test-look = Look again
night-title = At night
quiet-from = Quiet from
quiet-to = Quiet until
wake-title = With a real alarm in these hours
wake-yes = Wake me
wake-no = Let me sleep. I know that I can miss an alarm then.
field-zone = Where are you?
field-zone-hint = Your quiet hours and your pause are meant in this time. The times of an incident stay those of the neighbourhood.
zone-group = As in my neighbourhood (now { $time })
zone-now = { $place } (now { $time })
zones-often = Often chosen
zones-other = Other places
zone-name-europe-amsterdam = Netherlands
zone-name-europe-brussels = Belgium
zone-name-europe-london = United Kingdom
zone-name-europe-lisbon = Portugal
zone-name-atlantic-canary = Canary Islands
zone-name-europe-athens = Greece
zone-name-europe-istanbul = Türkiye
zone-name-africa-casablanca = Morocco
zone-name-america-curacao = Curaçao
zone-name-america-paramaribo = Suriname
zone-name-africa-kinshasa = Congo (Kinshasa)
pause-title = Holiday pause
pause-now = You are paused: you get no alarms now.
pause-now-until = You are paused up to and including { $day }: you get no alarms now.
pause-not = During the pause you get no alarm and no drill: neither on your device nor by mail.
pause-end = The pause ends by itself after the last day. What happened meanwhile is under Earlier incidents.
pause-secret = Nobody sees that you are away. You do not count among those who are reached.
pause-can = You can still raise an alarm and look at what is going on.
pause-from = First day
pause-until = Last day
pause-hint = No first day: the pause begins now. No last day: you end it yourself.
pause-start = Begin the pause
pause-change = Keep these days
pause-stop = End the pause
pause-home = You are paused. You get no alarms now.
pause-home-until = You are paused up to and including { $day }. You get no alarms now.
pause-home-go = Change or end
display-title = Reading and handling
text-title = Letters
text-plain = Ordinary
text-large = Large
hand-title = Which thumb do you use?
hand-right = Right
hand-left = Left: buttons move to the left
language-title = Language
language-nl = Nederlands
language-en = English
devices-title = Devices
device-this = This device
device-last = Last seen: { $ago }
device-revoke = Sign out
sign-out = Sign out on this device
tokens-title = Access for programs
tokens-hint = For those who build something, such as lamps that turn on. Give a key to nobody.
token-make = Make a key
token-new = Your new key
token-once = You see it once, now. Keep it safe.
token-name = Name
token-scopes = What may this key do?
scope-read = read incidents
scope-report = raise an alarm
scope-respond = respond
leave-title = Leave a group
leave-hint = You get no alarms any more, and do not hear how a running incident ends. After seven days your data are gone. Pressed by accident? You can come back right away.
leave-button = Leave the group
left-undo-label = Left { $group }
left-undo = You left { $group }. By accident? For { $minutes } minutes you can come back, with the same name and role. An alarm from in between is not sent afterwards.
left-undo-button = Come back
notice-returned = You take part again, as if you had not left.
problem-group-full = Your place was given to somebody else meanwhile.
fault-group-full-text = Ask to join again on the group's public page.

## Passkeys
passkeys-title = Passkeys
passkeys-lead = With a passkey you sign in by your finger, your face or your device's PIN. There is no code to ask for and nothing to type.
passkeys-safe = The key stays on your device. SAAR keeps only the lock that it fits.
passkeys-go = Manage passkeys
passkeys-own = Your passkeys
passkeys-none = You have no passkey yet.
passkeys-none-short = Sign in without a code: by your finger, your face or your device's PIN.
passkeys-off = At this address SAAR cannot use passkeys. You sign in by an e-mailed code.
passkeys-no-browser = A passkey cannot be made here: that takes scripts, and a browser that knows passkeys. You can always sign in by an e-mailed code.
passkeys-lost = Lost a device? Revoke its passkey here, and sign the device out under Devices. You can always sign in by an e-mailed code.
passkeys-back = Back to Settings
passkey-name = Name of the passkey
passkey-name-hint = The device, for example. Then you know later which it is.
passkey-add = Make a passkey
passkey-made = Made on { $day }
passkey-used = last used: { $ago }
passkey-unused = not used yet
passkey-blocked = Blocked: there may be a copy of this passkey. Revoke it and make a new one.
passkey-rename = Another name
passkey-rename-save = Save the name
passkey-revoke = Revoke
passkey-revoke-sure = { $name } then no longer works. Are you sure?
passkey-revoke-yes = Yes, revoke it
passkey-sign-in = Sign in with a passkey
passkey-or = Or by an e-mailed code
passkey-waiting = Follow what your device asks.
passkey-cancelled = Nothing happened: your device stopped asking. Try again.
passkey-cancelled-in = You are not signed in: your device stopped asking. Try again, or ask for a code below.
passkey-already = This device has a passkey for SAAR already. There is nothing to do.
passkey-no-network = There is no connection now. Try again later.
passkey-failed = That did not work on this device. Try again, or use an e-mailed code.
passkey-offer-title = Sign in faster next time?
passkey-offer-text = With a passkey you sign in by your finger, your face or your device's PIN. Without a code.
passkey-offer-later = Not now
notice-passkey-added = The passkey has been made. From now on you can sign in with it.
notice-passkey-renamed = The name has been changed.
notice-passkey-revoked = That passkey is revoked. Is it still on your device? You can remove it there.
error-passkey-name-missing = Give the passkey a name, so that you know it later.
problem-passkey-off = At this address SAAR cannot use passkeys. Sign in by an e-mailed code.
problem-passkey-over = That took too long, or the answer came twice. Try again.
problem-passkey-unknown = You cannot sign in here with this passkey. Ask for an e-mailed code, and look at Settings, Passkeys afterwards.
problem-passkey-known = This passkey is known already.
mail-passkey-added = A passkey was made for your SAAR
mail-passkey-added-text = On { $moment } this passkey was made: { $name }. With it somebody can sign in as you, without a code.
mail-passkey-added-do = Was that not you? Then revoke it at once, and sign your other devices out under Settings.
mail-passkey-blocked = A passkey of your SAAR was blocked
mail-passkey-blocked-text = On { $moment } somebody wanted to sign in with this passkey: { $name }. Its counter was not right. There may be a copy of it. That is why we let nobody in.
mail-passkey-blocked-do = There is no need to worry: your alarms keep coming. Sign in by a code, revoke the passkey and make a new one.
mail-passkey-button = Look at your passkeys
mail-passkey-why = You always get this message, for it is about your own door.
mail-measure_reminder = A kind reminder from your neighbourhood group
mail-measure_warning = A warning from your neighbourhood group
mail-measure_pause = You are paused in your neighbourhood group
mail-measure_removal = You are no longer a member of your neighbourhood group
mail-measure_over = Your pause is over
mail-measure_upheld = Your objection was decided on
mail-measure_taken_back = Your objection was granted
mail-measure-text = It is about { $group }. Sign in to read what it says and why.
mail-measure-do = Do you not agree? You can object once on that page. Somebody else decides then.
mail-measure-do-nobody = Do you not agree? You can object there too. Nobody else runs the group yet who could decide: the admin is then asked to find a second one. Until then it stands, and your objection is shown as open.
mail-measure-button = Read it
mail-measure-why = You always get this message, for it is about you.
mail-readmit = Somebody can take over your place in the group
mail-readmit-text = { $by } made a link to let you into { $group } again at another address, since you would have lost phone and mailbox.
mail-readmit-do = Is that right? Then there is nothing to do. You lost nothing? Then stop it now.
mail-readmit-button = See and stop it
mail-readmit-why = You always get this message, for it is about your own place.

## Demo
demo-title = Who would you like to be?
demo-lead = A made-up village with made-up people. Choose somebody and raise an alarm: nothing is called.
demo-safe = Streets, names and incidents do not exist. The neighbours who respond are simulated.

## Faults
fault-back = Go on
fault-wait = { $n ->
    [one] Wait 1 second and try again.
   *[other] Wait { $n } seconds and try again.
}
fault-reference = Would you help us look? Then name { $reference }.
fault-400-title = This did not come through well
fault-400-text = Your browser sent something that we could not read. Go back and try again.
fault-401-title = Sign in first
fault-401-text = This page is for members.
fault-403-title = You may not do this here
fault-403-text = This page is for an admin or for who reported it. Is that not right? Ask your admin.
fault-paused-title = You are paused in this group
fault-paused-text = You hear every alarm, and can raise one. You cannot do this until the pause is over.
paused-until = You are paused in this group until { $moment }.
paused-alarm = You hear every alarm, and can raise one.
paused-why = Read why, or object
fault-404-title = This page is not there
fault-404-text = The link may be incomplete, or it belongs to a group that you are not in.
fault-405-title = This page does not work like that
fault-405-text = Go back and use the button on the page.
fault-call-first-title = Call first and stay inside
fault-409-title = Somebody was just ahead of you
fault-409-text = Something has changed meanwhile. Go back and see how it is now.
fault-410-title = This has been erased
fault-410-text = We keep incidents no longer than needed. This one is gone.
fault-413-title = This is too big
fault-413-text = What you sent is too big. Make it shorter and try again.
fault-422-title = Something is not right yet
fault-422-text = Go back and check your answers. What you wrote is still there.
fault-429-title = A little slower
fault-429-text = Too many requests came one after another. An alarm always goes first and is never held up.
fault-500-title = Something went wrong on our side
fault-500-text = It is not your fault. Try again in a moment.
fault-503-title = SAAR cannot be reached for a moment
fault-503-text = We will be back soon. Try again in a minute.

## Words that leave the house: push (no behaviour, no description, no exact place)
push-alarm-title = { $kind } · { $street }
push-alarm-body = { $number } was called at { $time }. Tap to see what is going on.
push-alarm-body-not-called = Nobody has called { $number } yet. Call if you can. Do not ring the bell.
push-drill-title = DRILL · { $kind } · { $street }
push-drill-body = This is a drill. Tap to see how it works.
push-update-title = { $kind } · { $street }
push-update-body = There is news. Tap to look.
push-update-body-called = { $number } has now been called, at { $time }.
push-closing-title = { $kind } · { $street }
push-closing-body-police_resolved = Closed: the police were there. Thank you.
push-closing-body-nothing_found = Closed: nothing found. Thank you.
push-closing-body-expired = Closed by itself: nothing new came in.
push-recall-title = Correction
push-recall-body-false_alarm = It was a false alarm. Nothing is wrong.
push-recall-body-known_person = It was somebody whom a neighbour knows. Nothing is wrong.
push-drill-body-called = Calling was practised at { $time }.
push-drill-closing-title = DRILL · Closed
push-drill-closing-body = The drill is over. Thank you.
push-test-title = TEST · Test alarm
push-test-body = This is a test. This device hears an alarm. There is nothing to do.
push-check-title = SAAR
push-check-body = This device hears alarms. There is nothing to do.
push-notice-title = SAAR
push-notice-body = Another device of yours does not hear alarms any more. Look under Settings.

## Mail
mail-subject-alarm = Alarm { $street }: { $number } was called ({ $time })
mail-subject-alarm-not-called = Alarm { $street }: nobody has called { $number } yet
mail-subject-drill = DRILL: alarm { $street }
mail-subject-update = Alarm { $street }: there is news
mail-subject-closing = Alarm { $street }: closed
mail-subject-recall = Correction: alarm { $street }
mail-subject-test = TEST: test alarm of SAAR
mail-test-1 = This is a test. Nothing is wrong.
mail-test-2 = A real alarm reaches you in the same way. Say in SAAR that this mail is here; then we know that it arrives.
mail-test-button = To my settings
mail-test-why = You get this mail because you pressed “Send me a test alarm” in SAAR. Nobody else got it.
mail-subject-notice = Your device may not hear alarms any more
mail-notice-1 = Your device does not answer any more
mail-notice-2 = Once a month we look, without a sound, whether an alarm would reach you. From your device we hear nothing any more. Nothing has happened; meanwhile an alarm reaches you by mail, but later.
mail-notice-3 = Do you want them on your device again? Open SAAR there, go to Settings and turn notifications on again. You do not use that device any more? Then there is nothing to do.
mail-notice-why = You get this mail once, because notifications were turned on on your device. Nobody else sees this.
mail-alarm-1 = { $kind } · { $street }
mail-alarm-2 = See what is going on and react only when it is safe.
mail-drill-1 = { $kind } · { $street }
mail-drill-2 = This is a drill. Nothing is wrong and nobody calls.
mail-update-1 = News about { $kind } · { $street }
mail-update-2 = There is news about this incident.
mail-closing-1 = Closed: { $kind } · { $street }
mail-closing-2 = Thank you for watching.
mail-recall-1 = Correction: { $kind } · { $street }
mail-recall-2 = Did you pass the alarm on? Then pass this correction on too.
mail-called = { $number } was called at { $time }. Do not call again, unless you see something new.
mail-not-called = Nobody has called { $number } yet. Call if you can. Do not ring the bell.
mail-alarm-button = Look and react
mail-closing-button = See how it ended
mail-why = You get this because you are a member of { $group }.
mail-stop = Less mail, or stop
mail-code-subject = Your code for SAAR
mail-code-1 = Your code for SAAR is
mail-code-2 = The code works for { $n } minutes, on the device on which you asked for it. Rather a button?
mail-code-why = You did not ask for this code? Then there is nothing to do. Give it to nobody.

## Problem details of the API (RFC 9457): a title a kind of problem.
problem-signed-out = Nobody is signed in, or the token is not valid.
problem-not-found = This is not there.
problem-not-allowed = You may not do this here.
problem-paused = You are paused in this group.
problem-paused-until = Until { $moment }.
problem-member-paused = This member is paused, and runs nothing until the pause is over.
problem-member-paused-until = Paused until { $moment }. Choose somebody else, or wait. Was the pause wrong? The member can object, and somebody else can take it back.
problem-forged = This request came from another site.
problem-unreadable = The request cannot be read.
problem-wrong-method = This address cannot do that. See the description of the API, or go back and use the button on the page.
unread-form = The form did not arrive in UTF-8. Try another browser.
unread-broken = The request did not arrive whole. Send it again.
unread-draft = A draft needs a key of its own, of at most 64 characters.
unread-parameter = A part of the address after the question mark is not known, or stands there twice.
unread-json = The body is not JSON in UTF-8.
unread-shape = The JSON is not as the API describes it: { $why }
problem-too-large = The request is too large.
problem-unsupported-media = We do not read this kind of content.
problem-area-refused = This area cannot be saved
problem-invalid = Something is missing or not right.
problem-duplicate = This is probably the same incident as another one.
problem-words = There is something in the words to think about. Send them again with words_read, and they go out.
problem-key-reused = This key belongs to another request.
problem-ended = The incident has ended already.
problem-call-first = Nobody has called yet, and somebody may be hiding. Call first; do not go there and do not ring the bell.
problem-not-now = That is not possible with this incident now.
problem-last-admin = The last admin cannot leave, and stays admin. Make somebody else admin first.
problem-not-sought = That is not possible now. The group seeks no new admin at this moment, or you cannot become it.
problem-too-many = Too many requests in a row.
problem-trouble = This went wrong on our side.

## Without a network

drafts-label = What you have not sent yet
draft-sending = Being sent …
draft-slow = Not sent yet: the network is slow. Call { $number }.
draft-network = Not sent yet: no network. Call { $number }.
draft-by-self = It goes out by itself as soon as there is a network, until { $time }. After that we ask you first.
draft-late = Not sent. You pressed send at { $time }. Is it still going on?
draft-signed-out = Not sent yet: you are signed out. Call { $number }, then sign in again.
draft-asks = Not sent yet: we have a question for you.
draft-left = Not sent: you are no longer in this group.
draft-open = Not sent yet. You began this at { $time }.
draft-sent = Sent at { $time }.
draft-joined = This had been reported. Yours has been added to it since { $time }.
draft-restored = You had filled this in before. It is not sent yet.
draft-untitled = Your report
draft-now = Send now
draft-edit = Change
draft-go-on = Go on
draft-discard = Throw away
draft-sure = Throw this report away? Nobody will get it.
draft-look = See the report
draft-close = Read
offline-title = No network
offline-lead = You can call. You can fill in an alarm: it goes out as soon as there is a network.
offline-alarm = This page comes from your phone. You can always call.
offline-numbers = Numbers
offline-now = It is happening now
offline-others = Your other groups

## On the home screen

manifest-description = Neighbours who look out: call first, then the street knows.
manifest-alarm = Alarm
install-title = Put SAAR on your home screen
install-why = The alarm button is then one tap away, also without a network.
install-iphone = On an iPhone you hear an alarm only if SAAR is on your home screen.
install-step-share = Tap Share at the bottom.
install-step-add = Choose Add to Home Screen.
install-step-open = Open SAAR from your home screen and turn notifications on.
install-now = Put on home screen
install-later = Not now
driving-passenger = I am a passenger, go on
voice-start = Speak
voice-stop = Stop speaking
voice-anyway = Speak anyway
voice-note = The maker of your browser may listen to write your words down. Do not say names.
# Photos
photos-title = Photos
photos-hint = For this group only. Do not pass them on. They are gone after 24 hours.
photo-title = Photo
photo-alt = Photo with { $kind }, { $street }, { $time }
photo-own-alt = Your photo { $n }, as the neighbours will see it
photo-back = Back to the incident
photo-gone = gone on { $time }
photo-not-outside = This photo is for your group and for the police. Put it nowhere else.
photo-remove = Take this photo away
photo-add = Add a photo
photo-legend = Photos (if they help)
photo-hint = Only if the photo helps to recognise somebody or something. Blur whoever has nothing to do with it.
photo-hint-fields = Nobody may be recognisable in a photo here. Your phone first turns it into a few fields of colour. Photograph the vehicle, no people.
photo-hint-what = What is sent is a smaller photo without place or device. Your own photo stays on your phone. After 24 hours ours is gone.
photo-choose = Choose or take a photo
photo-plain-link = Add a photo
photo-words-hint = May stay empty. { $n } characters at most.
photo-no-blur = This browser cannot blur anything: without scripts the photo goes as it is.
photo-files = Photos, { $n } at most
photo-files-hint = JPEG, PNG or WebP, { $megabytes } MB each at most.
photo-kept = { $n ->
    [one] 1 photo is here already.
   *[other] { $n } photos are here already.
}
photo-state-waiting = Waits for a connection. Not sent yet.
photo-state-sending = Being sent: { $percent }%
photo-state-ready = Here. The neighbours see it after "Send".
photo-state-failed = Not sent: no connection. What arrived is kept.
photo-unreadable = Your phone cannot read this file as a photo. Choose a JPEG, PNG or WebP, or take a screenshot of the photo.
photo-retry = Try again
photo-remove-one = Remove
photo-held = Your addition goes as soon as the photos are here. Do not want to wait? Remove them.
photo-box = Box { $n } of { $count }: { $left }% from the left, { $top }% from the top
photo-boxes = { $n } boxes
photo-editor-title = What should be unrecognisable?
photo-editor-hint = Draw a box with your finger over other people's faces, children and number plates that do not matter. What is under it does not leave your phone.
photo-editor-keys = With keys: Enter puts a box, arrows move it, Shift with arrows makes it larger or smaller, Delete removes it.
photo-canvas-label = Your photo, to put boxes on
photo-box-add = Put a box
photo-box-undo = Remove the last box
photo-use = Use this photo
photo-cancel = Rather not
entry-photos = { $n ->
    [one] with a photo
   *[other] with { $n } photos
}
notice-photo-removed = The photo is gone.
fault-photo-title = This photo is not possible
error-photos-many = { $max } photos at most with one addition. Remove one.
error-photos-gone = A photo is no longer there. Choose it again; your text is kept.
problem-photo-off = This group uses no photos. Describe what you see; the police can ask for your photo.
problem-photo-wrong-kind = No photos with this kind of incident. Describe what you see, and keep the photo for the police.
problem-photo-needs-scripts = Here photos have to be made unrecognisable on your phone first. That takes scripts. Otherwise describe what you see.
problem-photo-not-a-picture = This file is not a photo. Choose a JPEG, PNG or WebP.
problem-photo-heic = This is a HEIC photo of an iPhone. Under Settings, Camera, Formats choose "Most Compatible", or send a screenshot of the photo.
problem-photo-avif = This is an AVIF file. Save the photo as JPEG or PNG, or take a screenshot.
problem-photo-svg = This is a drawing (SVG), not a photo. Choose a JPEG, PNG or WebP.
problem-photo-gif = This is a GIF. Choose a JPEG, PNG or WebP, or take a screenshot.
problem-photo-broken = This photo is damaged or not complete. Choose it again, or another one.
problem-photo-too-large = This photo is too large: 10 MB at most. Make it smaller or send a screenshot.
problem-photo-too-many-pixels = This photo has too many pixels: 25 megapixels at most. Make it smaller or send a screenshot.
problem-photo-too-slow = Working on this photo took too long. Send a smaller photo or a screenshot.
problem-photo-busy = Many photos are coming in. Try again in a few seconds.
problem-photo-account-quota = You sent many photos today. Describe what you see; tomorrow you can send more.
problem-photo-group-quota = There are enough photos. Describe what you see.
problem-upload-offset = The photo stands elsewhere with us. Go on from there.
fault-415-title = This kind of file is not possible
fault-415-text = Choose a photo as JPEG, PNG or WebP.
