# English in Belgium: the facts and the names of Belgium, only where they differ from en.ftl.

foot-line = SAAR does not replace 101 or 112. Always call first.
danger-now = Is something happening now? Call 101, for fire or injuries 112. Do not wait for this site.
landing-lead = You see a burglary? Call 101 first. Then the whole neighbourhood knows, in ten seconds. The rest of the time it stays quiet.
saar-a1-text = You call 101, or 112 for fire and injuries. Without that call, no alarm goes out.
about-5-text = SAAR stops nobody and does not replace 101 or 112. A phone that is off hears nothing.
rule-police_first = Always call 101 first, for fire or injuries 112.
rule-photos_for_description = A photo only when nobody on it can be recognised.
rule-photos_for_description-why = The regulations ask for it. A number plate is for the police, not for the group.
rule-own_responsibility-why = Admins, municipality and police are not liable for what a member does. The police do not found the group.
measure-warning = Written reprimand
measure-pause = Temporary exclusion
measure-removal = Permanent exclusion
measure-send-warning = Give the reprimand
measure-send-pause = Exclude for a while
measure-send-removal = Exclude for good
measure-words-warning = Hello { $alias },

    This is a written reprimand. Your message does not fit the house rules that we agreed on in { $group }. Will you not do this again?

    If it happens again, we have to exclude you for a while. { $object }

    { $me }
measure-words-pause = Hello { $alias },

    We asked you before to follow the house rules of { $group }. So you are excluded for a while. You hear alarms, and you can raise one yourself. Responding and adding is not possible for now.

    { $object }

    { $me }
mail-measure_warning = A written reprimand from your neighbourhood group
mail-measure_pause = You are excluded from your neighbourhood group for a while
mail-measure_removal = You are excluded from your neighbourhood group for good
mail-measure_over = Your temporary exclusion is over
role-paused = Excluded for a while
member-paused = Excluded for a while, until { $moment }
fault-paused-title = You are excluded from this group for a while
fault-paused-text = You hear every alarm, and can raise one. You cannot do this until the exclusion is over.
paused-until = You are excluded from this group for a while, until { $moment }.
problem-paused = You are excluded from this group for a while.
problem-member-paused = This member is excluded for a while, and runs nothing until that is over.
problem-member-paused-until = Excluded until { $moment }. Choose somebody else, or wait. Was the exclusion wrong? The member can object, and somebody else can take it back.
invite-paused-text = You are excluded from this group for a while, and who is excluded does not run it. When that is over, this link works. Do you not agree? Object in your settings.
