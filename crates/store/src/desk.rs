//! The right desk for what is not for the group: what a municipality says, and what a group says.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::desk::{Desk, Desks};
use saar_domain::geo::{Area, Point};
use saar_domain::id::GroupId;
use saar_domain::import::boundary::Level;
use saar_domain::import::text::fold;

fn read(row: &Row) -> Result<Desk> {
    Ok(Desk {
        name: row.get("name")?,
        phone: row.get("phone")?,
        url: row.get("url")?,
        hours: row.get("hours")?,
    })
}

fn read_all(rows: &[Row]) -> Result<Desks> {
    rows.iter().map(|row| Ok((row.get("topic")?, read(row)?))).collect()
}

/// What a municipality says, by its name; accents, capitals and signs do not matter.
pub async fn of_municipality(tx: &mut Tx, country: &str, name: &str) -> Result<Desks> {
    let rows = sql("SELECT * FROM municipality_desks WHERE country = $1 AND municipality_folded = $2")
        .bind(country)
        .bind(fold(name))
        .all(tx)
        .await?;
    read_all(&rows)
}

/// Name of the municipality with desks whose loaded boundary holds a point. Each is read whole: asked only where no name fits.
pub async fn municipality_over(tx: &mut Tx, country: &str, point: Point) -> Result<Option<String>> {
    let rows = sql("SELECT DISTINCT b.name, b.area FROM boundaries b
         JOIN municipality_desks d ON d.country = b.country AND d.municipality_folded = b.name_folded
         WHERE b.country = $1 AND b.level = $2 ORDER BY b.name")
    .bind(country)
    .bind(Level::Municipality)
    .all(tx)
    .await?;
    for row in rows {
        let area: String = row.get("area")?;
        let area: Area = serde_json::from_str(&area).map_err(|_| StoreError::corrupt("area"))?;
        if area.contains(point) {
            return row.get("name").map(Some);
        }
    }
    Ok(None)
}

/// Puts what a municipality says in the place of what it said before.
pub async fn replace_municipality(tx: &mut Tx, country: &str, name: &str, desks: &Desks) -> Result<()> {
    let folded = fold(name);
    sql("DELETE FROM municipality_desks WHERE country = $1 AND municipality_folded = $2")
        .bind(country)
        .bind(folded.as_str())
        .run(tx)
        .await?;
    for (topic, desk) in desks {
        sql("INSERT INTO municipality_desks (country, municipality, municipality_folded, topic, name, phone, url, hours)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(country)
        .bind(name)
        .bind(folded.as_str())
        .bind(*topic)
        .bind(desk.name.as_str())
        .bind(desk.phone.as_deref())
        .bind(desk.url.as_deref())
        .bind(desk.hours.as_deref())
        .run(tx)
        .await?;
    }
    Ok(())
}

/// The municipalities that say something, by country and name.
pub async fn municipalities(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    let rows = sql("SELECT DISTINCT country, municipality FROM municipality_desks ORDER BY country, municipality")
        .all(tx)
        .await?;
    let named = |row: &Row| Ok((row.get("country")?, row.get("municipality")?));
    rows.iter().map(named).collect()
}

/// Groups of a country whose municipality is called so.
pub async fn groups_in(tx: &mut Tx, country: &str, name: &str) -> Result<usize> {
    let rows = sql("SELECT municipality FROM groups WHERE country = $1")
        .bind(country)
        .all(tx)
        .await?;
    let folded = fold(name);
    let mut count = 0;
    for row in &rows {
        count += usize::from(fold(&row.get::<String>("municipality")?) == folded);
    }
    Ok(count)
}

/// What a group says, with the version of it; 0: it never said anything.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<(u32, Desks)> {
    let version = sql("SELECT desks_version FROM groups WHERE id = $1")
        .bind(group)
        .one(tx)
        .await?
        .get("desks_version")?;
    let rows = sql("SELECT * FROM group_desks WHERE group_id = $1")
        .bind(group)
        .all(tx)
        .await?;
    Ok((version, read_all(&rows)?))
}

/// Puts others in their place, as a new version. The caller holds the group's lock.
pub async fn replace_group(tx: &mut Tx, group: GroupId, desks: &Desks) -> Result<()> {
    sql("DELETE FROM group_desks WHERE group_id = $1")
        .bind(group)
        .run(tx)
        .await?;
    for (topic, desk) in desks {
        sql("INSERT INTO group_desks (group_id, topic, name, phone, url, hours) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(group)
            .bind(*topic)
            .bind(desk.name.as_str())
            .bind(desk.phone.as_deref())
            .bind(desk.url.as_deref())
            .bind(desk.hours.as_deref())
            .run(tx)
            .await?;
    }
    sql("UPDATE groups SET desks_version = desks_version + 1 WHERE id = $1")
        .bind(group)
        .run(tx)
        .await?;
    Ok(())
}
