BEGIN TRANSACTION;
CREATE TABLE actor (
	actor TEXT NOT NULL, 
	guild TEXT, 
	entry TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_actor PRIMARY KEY (actor)
);
INSERT INTO "actor" VALUES('ann-harbour@a','a','[[actor]]
id = "ann-harbour"
kind = "person"
name = "Ann Harbour"
','command','2022-04-26 12:00:00.000000');
CREATE TABLE address (
	address TEXT NOT NULL, 
	feed INTEGER NOT NULL, 
	CONSTRAINT pk_address PRIMARY KEY (address), 
	CONSTRAINT fk_address_feed FOREIGN KEY(feed) REFERENCES feed (id)
);
CREATE TABLE appointment (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	begins INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	date DATE NOT NULL, 
	last DATE NOT NULL, 
	clock TIME, 
	moment DATETIME, 
	text TEXT NOT NULL, 
	what TEXT, 
	CONSTRAINT pk_appointment PRIMARY KEY (article, number), 
	CONSTRAINT fk_appointment_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "appointment" VALUES(1,0,6,12,'2022-04-28','2022-04-28',NULL,NULL,'Thursday',NULL);
INSERT INTO "appointment" VALUES(2,0,6,12,'2022-04-28','2022-04-28',NULL,NULL,'Thursday',NULL);
CREATE TABLE appointment_actor (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	CONSTRAINT pk_appointment_actor PRIMARY KEY (article, number, actor), 
	CONSTRAINT fk_appointment_actor FOREIGN KEY(article, number) REFERENCES appointment (article, number)
);
INSERT INTO "appointment_actor" VALUES(1,0,'vladimir-putin');
INSERT INTO "appointment_actor" VALUES(2,0,'vladimir-putin');
CREATE TABLE article (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	feed INTEGER NOT NULL, 
	guid TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	url TEXT, 
	author TEXT, 
	language TEXT, 
	content_hash TEXT NOT NULL, 
	published_at DATETIME, 
	seen_at DATETIME NOT NULL, 
	at DATETIME NOT NULL, 
	silent BOOLEAN NOT NULL, 
	CONSTRAINT fk_article_feed FOREIGN KEY(feed) REFERENCES feed (id), 
	CONSTRAINT uq_article_feed_guid UNIQUE (feed, guid)
);
INSERT INTO "article" VALUES(1,1,'m1','Envoy meets president','The envoy met the president. They spoke for an hour.','https://wire.example/m1',NULL,'en','460be9fcb5a6e2177a05da656dff179cda41fa79b6a696e7ecf7e5103a5cfd53','2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000',0);
INSERT INTO "article" VALUES(2,2,'l1','Envoy meets president','The envoy met the president. They spoke for an hour.','https://wire.example/l1',NULL,'en','460be9fcb5a6e2177a05da656dff179cda41fa79b6a696e7ecf7e5103a5cfd53','2022-04-26 13:00:00.000000','2022-04-26 13:00:00.000000','2022-04-26 13:00:00.000000',0);
INSERT INTO "article" VALUES(3,2,'l2','Envoy meets president','The envoy met the president. They spoke for an hour.','https://wire.example/l2',NULL,'en','460be9fcb5a6e2177a05da656dff179cda41fa79b6a696e7ecf7e5103a5cfd53','2022-04-26 14:00:00.000000','2022-04-26 14:00:00.000000','2022-04-26 14:00:00.000000',0);
CREATE TABLE attempt (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	delivery INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	outcome TEXT NOT NULL, 
	detail TEXT, 
	CONSTRAINT fk_attempt_delivery FOREIGN KEY(delivery) REFERENCES delivery (id)
);
INSERT INTO "attempt" VALUES(1,1,'2022-04-26 12:00:00.000000','claimed',NULL);
INSERT INTO "attempt" VALUES(2,1,'2022-04-26 12:00:00.000000','sent',NULL);
CREATE TABLE background (
	version INTEGER NOT NULL, 
	day DATE NOT NULL, 
	articles INTEGER NOT NULL, 
	CONSTRAINT pk_background PRIMARY KEY (version)
);
INSERT INTO "background" VALUES(1,'2022-04-26',2);
CREATE TABLE delivery (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild TEXT NOT NULL, 
	target TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	part INTEGER NOT NULL, 
	action TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	nonce TEXT NOT NULL, 
	document TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	unknown BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	not_before DATETIME NOT NULL, 
	wake_at DATETIME, 
	claimed_until DATETIME, 
	tried_at DATETIME, 
	done_at DATETIME, 
	error TEXT, rolled_into TEXT, rolls BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT uq_delivery_target_subject_part_action_revision UNIQUE (target, subject, part, action, revision)
);
INSERT INTO "delivery" VALUES(1,'a','channel:1','story:1',0,'post',1,'sent','fd3e2f7b07100cd9a3211bc3','{"version":3,"value":{"target":"channel:1","subject":"story:1","part":0,"action":"post","revision":1,"body":{"story":1,"summary":{"headline":"Envoy meets president","url":"https://wire.example/m1","sentences":[{"text":"The envoy met the president.","article":1,"start":0,"end":28,"outlet":"Meridian","url":"https://wire.example/m1","also":[]}]},"flags":[],"sources":[{"outlet":"Meridian","title":"Envoy meets president","url":"https://wire.example/m1"}],"first_at":"2022-04-26T12:00:00Z","last_at":"2022-04-26T12:00:00Z","reasons":["a watch"],"disagreement":null,"voices":0,"corrections":[],"quotes":[],"upcoming":null,"began_with":0,"were":[],"retracted":false,"withdrawn_by":[],"escalated":[],"heard_speaking":[],"fired":[],"kind":"alert"},"not_before":null,"rolls":false,"threaded":false,"pings":[],"tags":[],"watches":[]}}',1,0,'2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000','2022-04-26 12:01:00.000000',NULL,'2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000',NULL,NULL,0);
INSERT INTO "delivery" VALUES(2,'a','channel:1','digest:1:2022-04-26',0,'post',1,'due','1c0d517ed74a0bd373afacaf','{"version":3,"value":{"target":"channel:1","subject":"digest:1:2022-04-26","part":0,"action":"post","revision":1,"body":{"date":"2022-04-26","zone":"UTC","since":"2022-04-25T12:00:00Z","until":"2022-04-26T12:00:00Z","items":[],"style":"standard","quotes":[],"agenda":[],"page":1,"pages":1,"stories":0,"left":0,"missed_since":null,"kind":"digest"},"not_before":null,"rolls":false,"threaded":false,"pings":[],"tags":[],"watches":[]}}',0,0,'2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000','2022-04-26 12:00:02.000000',NULL,NULL,NULL,NULL,NULL,0);
CREATE TABLE digest_plan (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild TEXT NOT NULL, 
	target TEXT NOT NULL, 
	at TIME NOT NULL, 
	zone TEXT NOT NULL, 
	stories INTEGER NOT NULL, 
	sentences INTEGER NOT NULL, 
	origin TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	next_due_at DATETIME NOT NULL, 
	wake_at DATETIME, 
	last_until DATETIME, wishes TEXT, asked_by TEXT, tries INTEGER DEFAULT '0' NOT NULL, aside TEXT, aside_at DATETIME, 
	CONSTRAINT uq_digest_plan_guild_target_at_zone UNIQUE (guild, target, at, zone)
);
INSERT INTO "digest_plan" VALUES(1,'a','channel:1','12:00:00.000000','Europe/Berlin',5,2,'configuration','2022-04-26 12:00:00.000000','2022-04-27 12:00:00.000000',NULL,'2022-04-26 12:00:00.000000',NULL,NULL,0,NULL,NULL);
CREATE TABLE event (
	guild TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	event TEXT, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (guild, "key")
);
INSERT INTO "event" VALUES('a','appointment','900100200300400900','2022-04-26 12:00:00.000000');
CREATE TABLE feed (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	address TEXT NOT NULL, 
	outlet TEXT NOT NULL, 
	title TEXT NOT NULL, 
	backlog TEXT NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	body_hash TEXT, 
	failures INTEGER NOT NULL, 
	last_error TEXT, 
	created_at DATETIME NOT NULL, 
	first_read_at DATETIME, 
	last_read_at DATETIME, 
	last_polled_at DATETIME, 
	next_due_at DATETIME, 
	pace DOUBLE, 
	retired BOOLEAN NOT NULL, host TEXT DEFAULT '' NOT NULL, full_text TEXT, known BLOB, shares_guids BOOLEAN DEFAULT 0 NOT NULL, wishes TEXT, health TEXT DEFAULT 'well' NOT NULL, failing_since DATETIME, gone_times INTEGER DEFAULT '0' NOT NULL, notice_at DATETIME, announced_at DATETIME, moved_to TEXT, moved_times INTEGER DEFAULT '0' NOT NULL, pushed_until DATETIME, resumed_at DATETIME, 
	CONSTRAINT uq_feed_address UNIQUE (address)
);
INSERT INTO "feed" VALUES(1,'https://meridian.example/feed','Meridian','Wire','post','"v1"',NULL,'0000000000000000000000000000000000000000000000000000000000000000',0,NULL,'2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000','2022-04-26 13:00:00.000000',3600.0,0,'meridian.example',NULL,X'',0,NULL,'well',NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "feed" VALUES(2,'https://lantern.example/feed','Lantern','Wire','post','"v1"',NULL,'0000000000000000000000000000000000000000000000000000000000000000',0,NULL,'2022-04-26 12:00:00.000000','2022-04-26 13:00:00.000000','2022-04-26 14:00:00.000000','2022-04-26 14:00:00.000000','2022-04-26 15:00:00.000000',3600.0,0,'lantern.example',NULL,X'',0,NULL,'well',NULL,0,NULL,NULL,NULL,0,NULL,NULL);
CREATE TABLE feed_line (
	article INTEGER NOT NULL, 
	"key" INTEGER NOT NULL, 
	feed INTEGER NOT NULL, 
	CONSTRAINT pk_feed_line PRIMARY KEY (article, "key"), 
	CONSTRAINT fk_feed_line_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_feed_line_feed FOREIGN KEY(feed) REFERENCES feed (id)
);
INSERT INTO "feed_line" VALUES(1,5401749133224042669,1);
INSERT INTO "feed_line" VALUES(2,5401749133224042669,2);
CREATE TABLE guild (
	guild TEXT NOT NULL, 
	name TEXT NOT NULL, 
	seen_at DATETIME NOT NULL, locale TEXT, language TEXT, rights TEXT, log TEXT, left_at DATETIME, 
	CONSTRAINT pk_guild PRIMARY KEY (guild)
);
INSERT INTO "guild" VALUES('a','The Newsroom','2022-04-26 12:00:00.000000','en-US','de','{"version":1,"value":{"watch":["900100200300400800"]}}','900100200300400700',NULL);
CREATE TABLE host (
	name TEXT NOT NULL, 
	next_at DATETIME, 
	free_at DATETIME NOT NULL, 
	leased_until DATETIME, 
	robots TEXT, 
	robots_at DATETIME, 
	CONSTRAINT pk_host PRIMARY KEY (name)
);
INSERT INTO "host" VALUES('meridian.example','2022-04-26 13:00:00.000000','2022-04-26 12:00:01.000000',NULL,NULL,NULL);
INSERT INTO "host" VALUES('lantern.example','2022-04-26 15:00:00.000000','2022-04-26 14:00:01.000000',NULL,NULL,NULL);
CREATE TABLE identity (
	feed INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	article INTEGER, 
	CONSTRAINT pk_identity PRIMARY KEY (feed, "key"), 
	CONSTRAINT fk_identity_feed FOREIGN KEY(feed) REFERENCES feed (id), 
	CONSTRAINT fk_identity_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "identity" VALUES(1,X'C4B6FA1028FC455341ED595AF21F0E65',1);
INSERT INTO "identity" VALUES(1,X'3C96D6989021112C58DA8B1CE6393A07',1);
INSERT INTO "identity" VALUES(2,X'4D79853A740CAF85427856BF630879D1',2);
INSERT INTO "identity" VALUES(2,X'F9F0CB168E8CB52546D6DED25D662343',2);
INSERT INTO "identity" VALUES(2,X'2E6B1A8D8334A770E700CEE42BCA53CC',3);
INSERT INTO "identity" VALUES(2,X'88E04644196954C3AA8A5F8155D37613',3);
CREATE TABLE mending (
	article INTEGER NOT NULL, 
	near TEXT NOT NULL, 
	held BOOLEAN NOT NULL, 
	attempts INTEGER NOT NULL, 
	wake_at DATETIME, 
	CONSTRAINT pk_mending PRIMARY KEY (article), 
	CONSTRAINT fk_mending_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "mending" VALUES(2,'{"version":1,"value":[]}',0,0,'2022-04-26 12:02:00.000000');
CREATE TABLE mention (
	article INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	role TEXT NOT NULL, 
	times INTEGER NOT NULL, 
	salience DOUBLE NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_mention PRIMARY KEY (article, actor), 
	CONSTRAINT fk_mention_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "mention" VALUES(1,'antonio-guterres','speaker',1,5.81605799270974221926e-01,'2022-04-26 12:00:00.000000');
INSERT INTO "mention" VALUES(1,'vladimir-putin','subject',1,4.18394200729025833584e-01,'2022-04-26 12:00:00.000000');
INSERT INTO "mention" VALUES(2,'antonio-guterres','speaker',1,5.81605799270974221926e-01,'2022-04-26 13:00:00.000000');
INSERT INTO "mention" VALUES(2,'vladimir-putin','subject',1,4.18394200729025833584e-01,'2022-04-26 13:00:00.000000');
CREATE TABLE message (
	target TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	part INTEGER NOT NULL, 
	message_id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	sent_at DATETIME NOT NULL, changed_at DATETIME, replied_at DATETIME, threaded BOOLEAN DEFAULT 0 NOT NULL, gone BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_message PRIMARY KEY (target, subject, part)
);
INSERT INTO "message" VALUES('channel:1','story:1',0,'900100200300400500',1,'2022-04-26 12:00:00.000000',NULL,NULL,0,0);
CREATE TABLE moving (
	name TEXT NOT NULL, 
	last TEXT, 
	rows INTEGER NOT NULL, 
	done BOOLEAN NOT NULL, 
	CONSTRAINT pk_moving PRIMARY KEY (name)
);
CREATE TABLE muted (
	target TEXT NOT NULL, 
	story INTEGER NOT NULL, 
	muted_by TEXT NOT NULL, 
	muted_at DATETIME NOT NULL, 
	CONSTRAINT pk_muted PRIMARY KEY (target, story), 
	CONSTRAINT fk_muted_story FOREIGN KEY(story) REFERENCES story (id)
);
INSERT INTO "muted" VALUES('channel:2',1,'77','2022-04-26 12:00:00.000000');
CREATE TABLE note (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY ("key")
);
INSERT INTO "note" VALUES('watches','ab43a30e2c64fb92');
INSERT INTO "note" VALUES('plans','');
INSERT INTO "note" VALUES('events','');
INSERT INTO "note" VALUES('sample wire','replayed');
CREATE TABLE page (
	url TEXT NOT NULL, 
	state TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	canonical TEXT, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_page PRIMARY KEY (url)
);
CREATE TABLE paused_feed (
	guild TEXT NOT NULL, 
	feed INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	paused_at DATETIME NOT NULL, 
	CONSTRAINT pk_paused_feed PRIMARY KEY (guild, feed), 
	CONSTRAINT fk_paused_feed_feed FOREIGN KEY(feed) REFERENCES feed (id)
);
INSERT INTO "paused_feed" VALUES('b',2,'','command','2022-04-26 12:00:00.000000','2022-04-26 12:00:00.000000');
CREATE TABLE person (
	person TEXT NOT NULL, 
	zone TEXT, 
	quiet TEXT, 
	CONSTRAINT pk_person PRIMARY KEY (person)
);
INSERT INTO "person" VALUES('77','Asia/Tokyo','{"version":1,"value":{"begins":"22:00:00","ends":"07:00:00","zone":"Asia/Tokyo","urgent":0}}');
CREATE TABLE process (
	id TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	host TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	version TEXT NOT NULL, 
	settings TEXT DEFAULT '{}' NOT NULL, 
	started_at DATETIME NOT NULL, 
	heard_at DATETIME NOT NULL, 
	CONSTRAINT pk_process PRIMARY KEY (id)
);
CREATE TABLE quote (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	quote INTEGER NOT NULL, 
	begins INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	actor TEXT, 
	speaker TEXT, 
	behalf_actor TEXT, 
	behalf TEXT, 
	text TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_quote PRIMARY KEY (article, number), 
	CONSTRAINT fk_quote_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "quote" VALUES(1,0,'quote',0,0,5,'antonio-guterres','he',NULL,NULL,'“So.”','2022-04-26 12:00:00.000000');
INSERT INTO "quote" VALUES(2,0,'quote',0,0,5,'antonio-guterres','he',NULL,NULL,'“So.”','2022-04-26 13:00:00.000000');
CREATE TABLE reading (
	article INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	wake_at DATETIME, 
	read_at DATETIME, 
	reason TEXT, 
	document TEXT, 
	revised TEXT, host TEXT, edited_at DATETIME, due_at DATETIME, 
	CONSTRAINT pk_reading PRIMARY KEY (article), 
	CONSTRAINT fk_reading_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "reading" VALUES(1,'read',1,NULL,'2022-04-26 12:00:00.000000',NULL,'{"version":2,"value":{"language":"en","sentences":[{"start":0,"end":28}],"mentions":[{"start":0,"end":3,"actor":"antonio-guterres","name":"Antonio Guterres","role":"speaker"},{"start":0,"end":3,"actor":"vladimir-putin","name":"Vladimir Putin","role":"subject"}],"headline_mentions":[],"quotes":[{"start":0,"end":5,"text":"“So.”","quote":0,"speaker":{"start":6,"end":8,"text":"he","actor":"antonio-guterres","name":null},"behalf":null}],"statements":[],"appointments":[{"start":6,"end":12,"date":"2022-04-28","text":"Thursday","actors":["vladimir-putin"],"last":null,"clock":null,"at":null,"what":null}],"terms":{"moscow":1,"guterres":1,"putin":1,"summit":1,"kremlin":1,"corridor":1},"unknowns":[{"start":0,"end":3,"name":"Nia Quill","role":"mention"}],"added":[],"headline_added":[]}}',NULL,NULL,NULL,NULL);
INSERT INTO "reading" VALUES(2,'read',1,NULL,'2022-04-26 12:00:00.000000',NULL,'{"version":2,"value":{"language":"en","sentences":[{"start":0,"end":28}],"mentions":[{"start":0,"end":3,"actor":"antonio-guterres","name":"Antonio Guterres","role":"speaker"},{"start":0,"end":3,"actor":"vladimir-putin","name":"Vladimir Putin","role":"subject"}],"headline_mentions":[],"quotes":[{"start":0,"end":5,"text":"“So.”","quote":0,"speaker":{"start":6,"end":8,"text":"he","actor":"antonio-guterres","name":null},"behalf":null}],"statements":[],"appointments":[{"start":6,"end":12,"date":"2022-04-28","text":"Thursday","actors":["vladimir-putin"],"last":null,"clock":null,"at":null,"what":null}],"terms":{"moscow":1,"guterres":1,"putin":1,"summit":1,"kremlin":1,"corridor":1},"unknowns":[{"start":0,"end":3,"name":"Nia Quill","role":"mention"}],"added":[],"headline_added":[]}}',NULL,NULL,NULL,NULL);
INSERT INTO "reading" VALUES(3,'aside',1,NULL,'2022-04-26 12:00:00.000000','no text',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE revision (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT fk_revision_article FOREIGN KEY(article) REFERENCES article (id)
);
CREATE TABLE searched (
	article INTEGER NOT NULL, 
	document BLOB NOT NULL, 
	CONSTRAINT pk_searched PRIMARY KEY (article), 
	CONSTRAINT fk_searched_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "searched" VALUES(1,X'785E358B510E40301044FF9D628EA0BBA1719CC53444A85449DC5E23FCBD7993076E57BCB192197BE2318FA89027E2F7F95DDF55F0C6B1C7850831C1364CF14CA5080E5653BBD6A41F9C7AB15AA4285561E7B5097D18D51CF1005BE52373');
INSERT INTO "searched" VALUES(2,X'785E358B5B0E40401004FF9DA28FC04C903DCEA03744ECCA5A12B7F7087FD5D529301CF1C44266AC89DB34A0401E89DFE7777DD78D27B635CE848F091630C63DDD85175849758D49D757DA8A95F22855A16BB5F69D1FD42AE2025C0D2374');
CREATE TABLE shard (
	number INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	holder TEXT, 
	held_until DATETIME, 
	CONSTRAINT pk_shard PRIMARY KEY (number)
);
CREATE TABLE signed_in (
	turn INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_signed_in PRIMARY KEY (turn)
);
CREATE TABLE story (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	revision INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	founded_at DATETIME NOT NULL, 
	merged_into INTEGER, background INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT fk_story_merged_into FOREIGN KEY(merged_into) REFERENCES story (id)
);
INSERT INTO "story" VALUES(1,2,2,'2022-04-26 12:00:00.000000',NULL,1);
CREATE TABLE subscription (
	guild TEXT NOT NULL, 
	feed INTEGER NOT NULL, 
	origin TEXT NOT NULL, 
	created_at DATETIME NOT NULL, topic TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_subscription PRIMARY KEY (guild, feed), 
	CONSTRAINT fk_subscription_feed FOREIGN KEY(feed) REFERENCES feed (id)
);
INSERT INTO "subscription" VALUES('a',1,'command','2022-04-26 12:00:00.000000','');
INSERT INTO "subscription" VALUES('a',2,'command','2022-04-26 12:00:00.000000','');
CREATE TABLE tally (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	changes INTEGER NOT NULL);
INSERT INTO "tally" VALUES(1,2);
CREATE TABLE target (
	target TEXT NOT NULL, 
	guild TEXT NOT NULL, 
	stopped_at DATETIME, 
	reason TEXT, 
	probe_at DATETIME, 
	refusals INTEGER NOT NULL, 
	misses INTEGER NOT NULL, 
	CONSTRAINT pk_target PRIMARY KEY (target)
);
INSERT INTO "target" VALUES('channel:1','a',NULL,NULL,NULL,0,0);
CREATE TABLE term_count (
	term TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	articles INTEGER NOT NULL, 
	CONSTRAINT pk_term_count PRIMARY KEY (term, version)
);
INSERT INTO "term_count" VALUES('corridor',1,2);
INSERT INTO "term_count" VALUES('guterres',1,2);
INSERT INTO "term_count" VALUES('kremlin',1,2);
INSERT INTO "term_count" VALUES('moscow',1,2);
INSERT INTO "term_count" VALUES('putin',1,2);
INSERT INTO "term_count" VALUES('summit',1,2);
CREATE TABLE trace (
	article INTEGER NOT NULL, 
	story INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_trace PRIMARY KEY (article), 
	CONSTRAINT fk_trace_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_trace_story FOREIGN KEY(story) REFERENCES story (id)
);
INSERT INTO "trace" VALUES(1,1,'2022-04-26 12:00:00.000000','{"version":2,"value":{"language":"en","terms":{"moscow":1,"guterres":1,"putin":1,"summit":1,"kremlin":1,"corridor":1},"lead":{},"bigrams":[],"crowd":0.0,"documents":0,"counts":{}}}');
INSERT INTO "trace" VALUES(2,1,'2022-04-26 13:00:00.000000','{"version":2,"value":{"language":"en","terms":{"moscow":1,"guterres":1,"putin":1,"summit":1,"kremlin":1,"corridor":1},"lead":{},"bigrams":[],"crowd":0.0,"documents":0,"counts":{}}}');
CREATE TABLE trace_term (
	article INTEGER NOT NULL, 
	term TEXT NOT NULL, 
	story INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_trace_term PRIMARY KEY (article, term), 
	CONSTRAINT fk_trace_term_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_trace_term_story FOREIGN KEY(story) REFERENCES story (id)
);
INSERT INTO "trace_term" VALUES(1,'corridor',1,'2022-04-26 12:00:00.000000');
INSERT INTO "trace_term" VALUES(1,'guterres',1,'2022-04-26 12:00:00.000000');
INSERT INTO "trace_term" VALUES(1,'kremlin',1,'2022-04-26 12:00:00.000000');
INSERT INTO "trace_term" VALUES(1,'moscow',1,'2022-04-26 12:00:00.000000');
INSERT INTO "trace_term" VALUES(1,'putin',1,'2022-04-26 12:00:00.000000');
INSERT INTO "trace_term" VALUES(1,'summit',1,'2022-04-26 12:00:00.000000');
INSERT INTO "trace_term" VALUES(2,'corridor',1,'2022-04-26 13:00:00.000000');
INSERT INTO "trace_term" VALUES(2,'guterres',1,'2022-04-26 13:00:00.000000');
INSERT INTO "trace_term" VALUES(2,'kremlin',1,'2022-04-26 13:00:00.000000');
INSERT INTO "trace_term" VALUES(2,'moscow',1,'2022-04-26 13:00:00.000000');
INSERT INTO "trace_term" VALUES(2,'putin',1,'2022-04-26 13:00:00.000000');
INSERT INTO "trace_term" VALUES(2,'summit',1,'2022-04-26 13:00:00.000000');
CREATE TABLE unknown (
	article INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	times INTEGER NOT NULL, 
	begins INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_unknown PRIMARY KEY (article, name), 
	CONSTRAINT fk_unknown_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "unknown" VALUES(1,'Nia Quill',1,0,3,'2022-04-26 12:00:00.000000');
INSERT INTO "unknown" VALUES(2,'Nia Quill',1,0,3,'2022-04-26 13:00:00.000000');
CREATE TABLE verdict (
	target TEXT NOT NULL, 
	story INTEGER NOT NULL, 
	guild TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	what TEXT NOT NULL, 
	reasons TEXT NOT NULL, 
	until DATETIME, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_verdict PRIMARY KEY (target, story), 
	CONSTRAINT fk_verdict_story FOREIGN KEY(story) REFERENCES story (id)
);
INSERT INTO "verdict" VALUES('channel:1',1,'a',2,'hold','{"version":3,"value":["One of two."]}',NULL,'2022-04-26 12:00:00.000000');
CREATE TABLE "view" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	guild TEXT, 
	person TEXT NOT NULL, 
	state TEXT NOT NULL, 
	at DATETIME NOT NULL
);
INSERT INTO "view" VALUES(1,'list','a','77','{"asked": "feeds"}','2022-04-26 12:00:00.000000');
CREATE TABLE watch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild TEXT NOT NULL, 
	target TEXT NOT NULL, 
	actors TEXT NOT NULL, 
	actors_key TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	created_at DATETIME NOT NULL, role TEXT DEFAULT 'mention' NOT NULL, wishes TEXT, asked_by TEXT, story INTEGER CONSTRAINT fk_watch_story REFERENCES story (id), fired_at DATETIME, paused_at DATETIME, 
	CONSTRAINT uq_watch_guild_target_actors_key UNIQUE (guild, target, actors_key)
);
INSERT INTO "watch" VALUES(1,'a','channel:1','{"version":1,"value":["antonio-guterres","vladimir-putin"]}','a1fa03b812b32bb454d22c8ab0a39c984e203986da2f389f89d05067f8c66739','command','2022-04-26 12:00:00.000000','mention',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "watch" VALUES(2,'b','forum:2','{"version":1,"value":[]}','4e5d8c0008ef9efbda8e7609be2b6c9c99b5ad23f7c5866f5b0fe1ed45f6a494','command','2022-04-26 12:00:00.000000','mention','{"version":1,"value":{"every":false,"keywords":["corridor"],"feeds":[2],"outlets":[],"languages":[],"voices":1,"ping":null,"quiet":{"begins":"22:00:00","ends":"07:00:00","zone":"Europe/Kyiv","urgent":3},"cooldown":"PT1H","publish":false,"timeline":false,"tags":["900100200300400600"]}}','77',NULL,NULL,NULL);
INSERT INTO "watch" VALUES(3,'a','user:77','{"version":1,"value":[]}','story:1','command','2022-04-26 12:00:00.000000','mention',NULL,'77',1,NULL,NULL);
CREATE TABLE websub (
	feed INTEGER NOT NULL, 
	hub TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	token TEXT NOT NULL, 
	secret TEXT NOT NULL, 
	state TEXT NOT NULL, 
	tries INTEGER NOT NULL, 
	callback TEXT, 
	lease_until DATETIME, 
	next_at DATETIME, 
	pinged_at DATETIME, 
	wake_at DATETIME, 
	CONSTRAINT pk_websub PRIMARY KEY (feed), 
	CONSTRAINT fk_websub_feed FOREIGN KEY(feed) REFERENCES feed (id), 
	CONSTRAINT uq_websub_token UNIQUE (token)
);
CREATE TABLE wirewatch_revision (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT wirewatch_revision_pkc PRIMARY KEY (version_num)
);
INSERT INTO "wirewatch_revision" VALUES('0009');
CREATE INDEX ix_delivery_guild_subject ON delivery (guild, subject);
CREATE INDEX ix_digest_plan_next_due_at ON digest_plan (next_due_at);
CREATE INDEX ix_feed_next_due_at ON feed (next_due_at);
CREATE INDEX ix_story_merged_into ON story (merged_into);
CREATE INDEX ix_article_at ON article (at);
CREATE INDEX ix_article_seen_at ON article (seen_at);
CREATE INDEX ix_subscription_feed ON subscription (feed);
CREATE INDEX ix_reading_state_wake_at ON reading (state, wake_at);
CREATE INDEX ix_trace_story_at ON trace (story, at);
CREATE INDEX ix_trace_term_term_at_story ON trace_term (term, at, story);
CREATE INDEX ix_host_next_at ON host (next_at);
CREATE INDEX ix_page_at ON page (at);
CREATE INDEX ix_address_feed ON address (feed);
CREATE INDEX ix_websub_next_at ON websub (next_at);
CREATE INDEX ix_identity_article ON identity (article);
CREATE INDEX ix_revision_article ON revision (article);
CREATE INDEX ix_feed_host_next_due_at ON feed (host, next_due_at);
CREATE INDEX ix_feed_notice_at ON feed (notice_at);
CREATE INDEX ix_feed_line_feed_article ON feed_line (feed, article);
CREATE INDEX ix_unknown_at ON unknown (at);
CREATE INDEX ix_quote_at ON quote (at);
CREATE INDEX ix_quote_actor_at ON quote (actor, at);
CREATE INDEX ix_quote_behalf_actor_at ON quote (behalf_actor, at);
CREATE INDEX ix_appointment_last_date ON appointment (last, date);
CREATE INDEX ix_appointment_actor_actor_article ON appointment_actor (actor, article);
CREATE INDEX ix_mending_wake_at ON mending (wake_at);
CREATE INDEX ix_mention_actor_at ON mention (actor, at);
CREATE INDEX ix_watch_story ON watch (story);
CREATE INDEX ix_attempt_delivery ON attempt (delivery);
CREATE INDEX ix_attempt_at ON attempt (at);
CREATE INDEX ix_muted_story ON muted (story);
CREATE INDEX ix_verdict_story ON verdict (story);
CREATE INDEX ix_verdict_target_at ON verdict (target, at);
CREATE INDEX ix_delivery_unfinished ON delivery (target, not_before) WHERE state IN ('due', 'claimed');
CREATE INDEX ix_delivery_tried ON delivery (target) WHERE attempts > 0 AND state IN ('due', 'claimed', 'unknown');
CREATE INDEX ix_delivery_subject ON delivery (subject);
CREATE INDEX ix_message_target_sent_at ON message (target, sent_at);
CREATE INDEX ix_mention_at ON mention (at);
CREATE INDEX ix_paused_feed_feed ON paused_feed (feed);
CREATE INDEX ix_view_at ON "view" (at);
CREATE INDEX ix_article_feed_at ON article (feed, at);
CREATE INDEX ix_view_person_id ON "view" (person, id);
CREATE INDEX ix_process_heard_at ON process (heard_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('tally',1);
INSERT INTO "sqlite_sequence" VALUES('feed',2);
INSERT INTO "sqlite_sequence" VALUES('watch',3);
INSERT INTO "sqlite_sequence" VALUES('digest_plan',1);
INSERT INTO "sqlite_sequence" VALUES('article',3);
INSERT INTO "sqlite_sequence" VALUES('story',1);
INSERT INTO "sqlite_sequence" VALUES('delivery',2);
INSERT INTO "sqlite_sequence" VALUES('attempt',2);
INSERT INTO "sqlite_sequence" VALUES('view',1);
CREATE VIRTUAL TABLE sought USING fts5(title, text, marks, content='', tokenize="ascii tokenchars '.,'");
INSERT INTO sought (rowid, title, text, marks) VALUES (1, ' envoy meet presid ', ' the envoy met the presid they spoke for an hour ', ' f1 a0e396a2bc1372a022 a0332e9735fbfd3a1e ');
INSERT INTO sought (rowid, title, text, marks) VALUES (2, ' envoy meet presid ', ' the envoy met the presid they spoke for an hour ', ' f2 a0e396a2bc1372a022 a0332e9735fbfd3a1e ');
COMMIT;
