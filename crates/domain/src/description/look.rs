//! The words that one can tap: how people and vehicles look. Small on purpose; what is not here goes into a short text, or is not needed.

crate::coded! {
    /// What somebody seems to be.
    Sex, "sex" {
        /// A man or a boy.
        Man = "man",
        /// A woman or a girl.
        Woman = "woman",
    }
}

crate::coded! {
    /// Estimated age, as a band: nobody knows it better at night.
    Age, "age" {
        /// A child.
        Under12 = "under_12",
        /// About 15.
        Teens = "12_17",
        /// About 20.
        About20 = "18_24",
        /// About 30.
        About30 = "25_34",
        /// About 40.
        About40 = "35_44",
        /// About 50.
        About50 = "45_54",
        /// About 60.
        About60 = "55_64",
        /// Older.
        Over65 = "65_plus",
    }
}

crate::coded! {
    /// How tall.
    Height, "height" {
        /// Short.
        Short = "short",
        /// Neither.
        Average = "average",
        /// Tall.
        Tall = "tall",
    }
}

crate::coded! {
    /// How somebody is built.
    Build, "build" {
        /// Slim.
        Slim = "slim",
        /// Neither.
        Average = "average",
        /// Broad or muscular.
        Sturdy = "sturdy",
        /// Heavy.
        Heavy = "heavy",
    }
}

crate::coded! {
    /// Skin colour: special-category data, offered only where [`super::offers_skin_colour`] says so.
    SkinColour, "skin colour" {
        /// Light.
        Light = "light",
        /// Between.
        Medium = "medium",
        /// Dark.
        Dark = "dark",
    }
}

crate::coded! {
    /// How hair is worn.
    HairStyle, "hair" {
        /// No hair, or shaved.
        Bald = "bald",
        /// Short.
        Short = "short",
        /// To the shoulders.
        HalfLong = "half_long",
        /// Longer.
        Long = "long",
        /// Curls.
        Curly = "curly",
        /// A tail or a knot.
        Tail = "tail",
        /// Braids or locks.
        Braids = "braids",
    }
}

crate::coded! {
    /// The colour of hair.
    HairColour, "hair colour" {
        /// Dark, black or brown: what one can say at night.
        Dark = "dark",
        /// Blond.
        Blond = "blond",
        /// Red.
        Red = "red",
        /// Grey or white.
        Grey = "grey",
        /// Dyed in a colour that hair does not have.
        Bright = "bright",
    }
}

crate::coded! {
    /// Hair on the face.
    Beard, "beard" {
        /// None.
        Shaven = "shaven",
        /// A few days.
        Stubble = "stubble",
        /// On the lip.
        Moustache = "moustache",
        /// On the chin.
        Goatee = "goatee",
        /// A beard.
        Full = "full",
    }
}

crate::coded! {
    /// Glasses.
    Glasses, "glasses" {
        /// None.
        Without = "without",
        /// Glasses.
        With = "with",
        /// Dark ones.
        Sun = "sun",
    }
}

crate::coded! {
    /// What strikes about a face.
    Face, "face" {
        /// Not to be seen: a mask, a scarf.
        Covered = "covered",
        /// A scar.
        Scar = "scar",
        /// A piercing.
        Piercing = "piercing",
        /// Freckles or spots.
        Freckles = "freckles",
        /// Wrinkles.
        Wrinkles = "wrinkles",
    }
}

crate::coded! {
    /// Clothing above.
    Top, "clothing above" {
        /// A coat or jacket.
        Jacket = "jacket",
        /// A sleeveless padded one.
        Bodywarmer = "bodywarmer",
        /// With a hood.
        Hoodie = "hoodie",
        /// A jumper.
        Jumper = "jumper",
        /// A T-shirt.
        TShirt = "t_shirt",
        /// A shirt with buttons.
        Shirt = "shirt",
        /// A dress.
        Dress = "dress",
        /// A reflecting vest.
        HighVisibility = "high_visibility",
        /// Work clothes, a uniform.
        Workwear = "workwear",
    }
}

crate::coded! {
    /// Clothing below.
    Bottom, "clothing below" {
        /// Trousers.
        Trousers = "trousers",
        /// Jeans.
        Jeans = "jeans",
        /// Tracksuit bottoms.
        Joggers = "joggers",
        /// Shorts.
        Shorts = "shorts",
        /// A skirt.
        Skirt = "skirt",
    }
}

crate::coded! {
    /// Shoes.
    Shoes, "shoes" {
        /// Shoes.
        Shoes = "shoes",
        /// Trainers.
        Trainers = "trainers",
        /// Boots.
        Boots = "boots",
        /// Slippers or sandals.
        Sandals = "sandals",
    }
}

crate::coded! {
    /// What is on a head. No religious dress: that says who prays, not who breaks in.
    Headgear, "headgear" {
        /// A cap.
        Cap = "cap",
        /// A knitted hat.
        Beanie = "beanie",
        /// A hood that is up.
        Hood = "hood",
        /// A helmet.
        Helmet = "helmet",
        /// A hat.
        Hat = "hat",
        /// A balaclava.
        Balaclava = "balaclava",
    }
}

crate::coded! {
    /// A bag.
    Bag, "bag" {
        /// On the back.
        Backpack = "backpack",
        /// Over a shoulder.
        ShoulderBag = "shoulder_bag",
        /// For sports or travel.
        SportsBag = "sports_bag",
        /// From a shop.
        Shopper = "shopper",
        /// On wheels.
        Suitcase = "suitcase",
    }
}

crate::coded! {
    /// A colour, with a swatch of the same code in the style sheet. Dark and light come first: at night one sees no more.
    Colour, "colour" {
        /// Dark, whatever it is.
        Dark = "dark",
        /// Light, whatever it is.
        Light = "light",
        /// Black.
        Black = "black",
        /// White.
        White = "white",
        /// Grey.
        Grey = "grey",
        /// Silver.
        Silver = "silver",
        /// Blue.
        Blue = "blue",
        /// Dark blue.
        Navy = "navy",
        /// Green.
        Green = "green",
        /// Red.
        Red = "red",
        /// Orange.
        Orange = "orange",
        /// Yellow.
        Yellow = "yellow",
        /// Brown.
        Brown = "brown",
        /// Beige.
        Beige = "beige",
        /// Pink.
        Pink = "pink",
        /// Purple.
        Purple = "purple",
        /// Several.
        Several = "several",
    }
}

crate::coded! {
    /// What somebody rides or drives.
    VehicleKind, "vehicle" {
        /// A car.
        Car = "car",
        /// A van.
        Van = "van",
        /// A lorry.
        Lorry = "lorry",
        /// A motorbike.
        Motorbike = "motorbike",
        /// A scooter or moped.
        Scooter = "scooter",
        /// A bicycle.
        Bicycle = "bicycle",
        /// A ladies' bicycle.
        LadiesBicycle = "ladies_bicycle",
        /// An electric bicycle.
        EBike = "e_bike",
        /// A fat bike.
        FatBike = "fat_bike",
        /// A cargo bike.
        CargoBike = "cargo_bike",
        /// A kick scooter, electric or not.
        KickScooter = "kick_scooter",
        /// A trailer.
        Trailer = "trailer",
        /// A camper or caravan.
        Camper = "camper",
        /// Anything else on wheels.
        Other = "other",
    }
}

crate::coded! {
    /// Where around the houses.
    Spot, "spot" {
        /// At the front door.
        FrontDoor = "front_door",
        /// At the back.
        BackGarden = "back_garden",
        /// In the alley behind.
        Alley = "alley",
        /// At a shed or garage.
        Shed = "shed",
        /// On a roof or balcony.
        Roof = "roof",
        /// Among parked cars.
        ParkingLot = "parking_lot",
        /// In a park or a wood.
        Park = "park",
        /// At a shop.
        Shop = "shop",
        /// At a building site.
        BuildingSite = "building_site",
        /// By the water.
        Waterside = "waterside",
    }
}
