//! One story a mechanism of the study, from the raw post to what the community manager sees.

mod m01_ladder;
mod m03_speed;
mod m04_badge;
mod m05_evidence;
mod m06_churn;
mod m07_chasers;
mod m08_reframe;
mod m09_insults;
mod m10_megaphone;
mod m11_privacy;
mod m12_items;
mod m14_hand_off;
mod m15_division;
mod m23_accounts;
mod m25_ambassador;
mod m27_learning;
mod m28_openness;
