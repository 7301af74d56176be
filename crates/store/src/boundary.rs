//! Districts and municipalities that an area may be taken from.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::geo::Area;
use saar_domain::id::BoundaryId;
use saar_domain::import::boundary::{Boundary, Level};
use saar_domain::import::text::fold;

/// A boundary as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: BoundaryId,
    /// How large it is.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// The municipality that it lies in; empty where nobody said.
    pub municipality: String,
}

/// Adds a boundary, or replaces the one with the same code: its id stays.
pub async fn save(tx: &mut Tx, id: BoundaryId, country: &str, level: Level, boundary: &Boundary) -> Result<()> {
    sql("INSERT INTO boundaries (id, country, level, code, name, name_folded, municipality, area) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (country, level, code) DO UPDATE SET name = $5, name_folded = $6, municipality = $7, area = $8")
    .bind(id)
    .bind(country)
    .bind(level)
    .bind(boundary.code.as_str())
    .bind(boundary.name.as_str())
    .bind(fold(&boundary.name))
    .bind(boundary.municipality.as_str())
    .bind(serde_json::to_string(&boundary.area).map_err(|_| StoreError::corrupt("area"))?)
    .run(tx)
    .await?;
    Ok(())
}

/// Whether there are any in a country.
pub async fn any(tx: &mut Tx, country: &str) -> Result<bool> {
    let row = sql("SELECT 1 AS there FROM boundaries WHERE country = $1 LIMIT 1").bind(country);
    Ok(row.first(tx).await?.is_some())
}

/// Those of a country whose name holds some letters, those that begin with them first; accents and capitals do not matter.
pub async fn search(tx: &mut Tx, country: &str, text: &str, rows_max: u32) -> Result<Vec<Named>> {
    // Folded, it has letters, digits and spaces alone: no sign that LIKE would read as another.
    let folded = fold(text);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    sql(
        "SELECT id, level, name, municipality FROM boundaries WHERE country = $1 AND name_folded LIKE $2
         ORDER BY CASE WHEN name_folded LIKE $3 THEN 0 ELSE 1 END, name_folded, municipality, id LIMIT $4",
    )
    .bind(country)
    .bind(format!("%{folded}%"))
    .bind(format!("{folded}%"))
    .bind(rows_max)
    .all(tx)
    .await?
    .iter()
    .map(read_named)
    .collect()
}

/// One of a country, with its ground.
pub async fn find(tx: &mut Tx, country: &str, id: BoundaryId) -> Result<Option<(Named, Area)>> {
    sql("SELECT id, level, name, municipality, area FROM boundaries WHERE country = $1 AND id = $2")
        .bind(country)
        .bind(id)
        .first(tx)
        .await?
        .as_ref()
        .map(|row| {
            let area: String = row.get("area")?;
            let area = serde_json::from_str(&area).map_err(|_| StoreError::corrupt("area"))?;
            Ok((read_named(row)?, area))
        })
        .transpose()
}

fn read_named(row: &Row) -> Result<Named> {
    Ok(Named {
        id: row.get("id")?,
        level: row.get("level")?,
        name: row.get("name")?,
        municipality: row.get("municipality")?,
    })
}
