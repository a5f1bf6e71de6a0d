// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OrderOperationEnum} from "../../src/types/Orders.sol";
import {Orders} from "../support/Network.sol";
import {Consent} from "./Consent.sol";

/// @title Owners and strangers presign and close orders.
abstract contract Managing is Consent {
    function manage(uint256 seed) external verb(seed) {
        if (drafts.length == 0) return;
        Orders memory o = drafts[_roll(drafts.length)].orders;
        uint256 i = _roll(4);
        if (i == 1 && o.dataset.dataset == address(0)) return;
        OrderOperationEnum what = _roll(4) == 0 ? OrderOperationEnum.CLOSE : OrderOperationEnum.SIGN;
        address owner = _ownerOf(o, i);
        address sender = _roll(2) == 0 ? owner : _somebody();
        bool signed = keyOf[owner] != 0 && _roll(2) == 0;
        bytes memory sign = signed ? _signature(keyOf[owner], _operationHash(o, i, what)) : new bytes(65);
        assertTrue(_operate(o, i, what, sender, sign) == (sender == owner || signed), "orders are their owners'");
    }
}
